package io.leadfluss.mail.sender;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/** A name server on this machine that knows what it was told. */
class DnsStub implements Closeable {

    private final DatagramSocket socket;
    private final List<Record> records = new ArrayList<>();
    private final AtomicInteger questions = new AtomicInteger();
    private volatile boolean silent;

    DnsStub() throws IOException {
        socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Thread thread = new Thread(this::serve, "dns-stub");
        thread.setDaemon(true);
        thread.start();
    }

    String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    int questions() {
        return questions.get();
    }

    /** As in a zone file: {@code knows("example.org", "MX", "10 mx.example.org.")}. */
    DnsStub knows(String name, String type, String value) {
        try {
            Name owner = Name.fromString(name + ".");
            synchronized (records) {
                records.add(type.equals("TXT") ? new TXTRecord(owner, DClass.IN, 60, pieces(value))
                        : Record.fromString(owner, Type.value(type), DClass.IN, 60, value, Name.root));
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    DnsStub forgets(String name) {
        synchronized (records) {
            records.removeIf(record -> record.getName().toString(true).equals(name));
        }
        return this;
    }

    void fallSilent() {
        silent = true;
    }

    @Override
    public void close() {
        socket.close();
    }

    /** No string in the DNS is longer than 255 characters: long keys come in pieces. */
    private static List<String> pieces(String value) {
        List<String> pieces = new ArrayList<>();
        for (int i = 0; i < value.length(); i += 200) {
            pieces.add(value.substring(i, Math.min(value.length(), i + 200)));
        }
        return pieces;
    }

    private void serve() {
        byte[] buffer = new byte[4096];
        while (!socket.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                questions.incrementAndGet();
                if (!silent) {
                    byte[] answer = answer(new Message(Arrays.copyOf(packet.getData(), packet.getLength()))).toWire();
                    socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private Message answer(Message asked) {
        Record question = asked.getQuestion();
        Message answer = new Message(asked.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.RA);
        answer.addRecord(question, Section.QUESTION);
        synchronized (records) {
            List<Record> ofName = records.stream().filter(record -> record.getName().equals(question.getName())).toList();
            ofName.stream().filter(record -> record.getType() == question.getType()).forEach(record -> answer.addRecord(record, Section.ANSWER));
            if (ofName.isEmpty()) {
                answer.getHeader().setRcode(Rcode.NXDOMAIN);
            }
        }
        return answer;
    }
}
