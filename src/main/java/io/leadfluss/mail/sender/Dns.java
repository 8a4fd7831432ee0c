package io.leadfluss.mail.sender;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Lookup;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Asks the DNS, and tells "there is none" from "nobody answered". */
@Component
class Dns {

    private static final int PATIENCE = 3;
    private static final int PORT = 53;

    private final CheckSettings settings;

    Dns(CheckSettings settings) {
        this.settings = settings;
    }

    /**
     * @param asked whether there was an answer at all
     * @param values empty when there is none
     */
    record Answer<T>(boolean asked, List<T> values) {

        boolean none() {
            return asked && values.isEmpty();
        }
    }

    /** The questions of one check: once several have found no answer, the others are not asked any more. */
    Questions questions() {
        return new Questions();
    }

    class Questions {

        private Resolver resolver;
        private int unanswered;

        /** Texts of several pieces are put together, as SPF and DKIM want it. */
        Answer<String> texts(String domain) {
            return ask(domain, Type.TXT, record -> String.join("", ((TXTRecord) record).getStrings()));
        }

        /** Names of the servers that take mail for the domain, the first one first; an empty name says that it takes none. */
        Answer<String> exchangers(String domain) {
            Answer<MXRecord> found = ask(domain, Type.MX, record -> (MXRecord) record);
            return new Answer<>(found.asked(), found.values().stream().sorted((one, other) -> Integer.compare(one.getPriority(), other.getPriority()))
                    .map(record -> record.getTarget().toString(true)).map(name -> name.equals("@") || name.equals(".") ? "" : name).toList());
        }

        Answer<InetAddress> addresses(String host) {
            Answer<InetAddress> old = ask(host, Type.A, record -> ((ARecord) record).getAddress());
            Answer<InetAddress> later = ask(host, Type.AAAA, record -> ((AAAARecord) record).getAddress());
            List<InetAddress> both = Stream.concat(old.values().stream(), later.values().stream()).toList();
            return new Answer<>(!both.isEmpty() || old.asked() && later.asked(), both);
        }

        /** What the address is called. */
        Answer<String> names(InetAddress address) {
            return ask(ReverseMap.fromAddress(address).toString(true), Type.PTR, record -> ((PTRRecord) record).getTarget().toString(true));
        }

        private <T> Answer<T> ask(String domain, int type, Function<Record, T> value) {
            if (unanswered >= PATIENCE) {
                return new Answer<>(false, List.of());
            }
            Lookup lookup;
            try {
                lookup = new Lookup(Name.fromString(domain, Name.root), type);
                lookup.setResolver(resolver());
            } catch (TextParseException e) {
                return new Answer<>(true, List.of());
            } catch (UnknownHostException e) {
                unanswered = PATIENCE;
                return new Answer<>(false, List.of());
            }
            lookup.setSearchPath(new Name[0]);
            lookup.setHostsFileParser(null);
            lookup.setCache(null);
            Record[] records = lookup.run();
            return switch (lookup.getResult()) {
                case Lookup.SUCCESSFUL -> new Answer<>(true, Arrays.stream(records).map(value).toList());
                case Lookup.HOST_NOT_FOUND, Lookup.TYPE_NOT_FOUND -> new Answer<>(true, List.of());
                default -> {
                    unanswered++;
                    yield new Answer<>(false, List.of());
                }
            };
        }

        private Resolver resolver() throws UnknownHostException {
            if (resolver == null) {
                String server = settings.dnsServer();
                if (server == null || server.isBlank()) {
                    ExtendedResolver usual = new ExtendedResolver();
                    usual.setRetries(1);
                    resolver = usual;
                } else {
                    int colon = server.lastIndexOf(':');
                    resolver = new SimpleResolver(colon < 0 ? server : server.substring(0, colon));
                    resolver.setPort(colon < 0 ? PORT : Integer.parseInt(server.substring(colon + 1)));
                }
                resolver.setTimeout(settings.timeout());
            }
            return resolver;
        }
    }
}
