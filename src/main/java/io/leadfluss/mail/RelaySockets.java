package io.leadfluss.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

/**
 * The sockets of one connection to the relay. They send each part of a mail at once: else the end of a mail of more than 8 KB waits 40 ms for the
 * receipt of its beginning, which the other side holds back in the hope of an answer to send with it. And another thread can cut them off.
 */
final class RelaySockets extends SocketFactory {

    private volatile Socket latest;

    /** Ends whatever waits for the relay now, with an error. */
    void cut() {
        Socket socket = latest;
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                // It is given up in any case.
            }
        }
    }

    /** The same for TLS from the first byte, where the mail library makes the plain socket by itself. */
    SSLSocketFactory within(SSLSocketFactory tls) {
        return new Wrapping(tls);
    }

    @Override
    public Socket createSocket() throws IOException {
        return watched(new Socket());
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(from, fromPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(from, fromPort));
    }

    private Socket connected(InetSocketAddress to, InetSocketAddress from) throws IOException {
        Socket socket = createSocket();
        if (from != null) {
            socket.bind(from);
        }
        socket.connect(to);
        return socket;
    }

    private Socket watched(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        latest = socket;
        return socket;
    }

    private final class Wrapping extends SSLSocketFactory {

        private final SSLSocketFactory tls;

        private Wrapping(SSLSocketFactory tls) {
            this.tls = tls;
        }

        @Override
        public Socket createSocket(Socket plain, String host, int port, boolean autoClose) throws IOException {
            return tls.createSocket(watched(plain), host, port, autoClose);
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return createSocket(RelaySockets.this.createSocket(host, port), host, port, true);
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
            return createSocket(RelaySockets.this.createSocket(host, port, from, fromPort), host, port, true);
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return createSocket(RelaySockets.this.createSocket(host, port), host.getHostName(), port, true);
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
            return createSocket(RelaySockets.this.createSocket(host, port, from, fromPort), host.getHostName(), port, true);
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return tls.getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return tls.getSupportedCipherSuites();
        }
    }
}
