package io.promsh.audit.compose;

import io.promsh.audit.source.Node;
import io.promsh.audit.source.Place;
import io.promsh.audit.source.Scalar;
import java.util.ArrayList;
import java.util.List;

/**
 * A published port.
 *
 * @param hostAddress the address it is bound to, or an empty string for all
 * @param published as written, may be empty or a range
 * @param target the port in the container, as written
 */
public record PortLine(String hostAddress, String published, String target, Place place) {
    /** Returns whether anyone who reaches the host reaches it. */
    public boolean isOpenToAll() {
        return hostAddress.isEmpty() || hostAddress.equals("0.0.0.0") || hostAddress.equals("::");
    }

    static List<PortLine> of(Node service) {
        List<PortLine> ports = new ArrayList<>();
        for (Node item : service.items("ports")) {
            if (item instanceof Scalar scalar) {
                ports.add(shortForm(scalar));
            } else {
                ports.add(
                        new PortLine(item.text("host_ip"), item.text("published"), item.text("target"), item.place()));
            }
        }
        return ports;
    }

    private static PortLine shortForm(Scalar scalar) {
        String text = scalar.text().replaceFirst("/(tcp|udp|sctp)$", "");
        int last = text.lastIndexOf(':');
        String target = text.substring(last + 1);
        String before = last < 0 ? "" : text.substring(0, last);
        // The address may be IPv6, with colons of its own.
        int split = before.endsWith("]") ? -1 : before.lastIndexOf(':');
        String address = split < 0 ? "" : before.substring(0, split);
        String published = before.substring(split + 1);
        return new PortLine(address.replace("[", "").replace("]", ""), published, target, scalar.place());
    }
}
