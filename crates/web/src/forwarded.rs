//! Whom a reverse proxy passes on.

use std::net::{IpAddr, SocketAddr};

use axum::http::HeaderMap;

/// The address a request comes from.
///
/// A trusted proxy adds the address it was called from at the end of `X-Forwarded-For`; what stands before was sent by
/// the caller and may be invented. Several trusted proxies in a row are walked through from the last. Without the
/// header, or with one that holds no address there, the proxy itself counts as the sender.
pub(crate) fn sender(peer: IpAddr, headers: &HeaderMap, trusted: &[IpAddr]) -> IpAddr {
    let lines = headers.get_all("x-forwarded-for").iter().rev();
    let mut hops =
        lines.flat_map(|line| line.to_str().unwrap_or_default().rsplit(',')).map(address);
    let mut sender = peer.to_canonical();
    while trusted.contains(&sender) {
        match hops.next() {
            Some(Some(hop)) => sender = hop,
            Some(None) | None => break,
        }
    }
    sender
}

/// An address as proxies write it: alone, or with a port.
fn address(hop: &str) -> Option<IpAddr> {
    let hop = hop.trim();
    let alone = hop.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    let address = alone.or_else(|_| hop.parse::<SocketAddr>().map(|a| a.ip()));
    address.ok().map(|a| a.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(peer: &str, lines: &[&'static str]) -> String {
        let trusted = ["127.0.0.1", "10.0.0.2"].map(|a| a.parse().unwrap());
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append("x-forwarded-for", line.parse().unwrap());
        }
        sender(peer.parse().unwrap(), &headers, &trusted).to_string()
    }

    #[test]
    fn only_a_trusted_proxy_is_believed() {
        assert_eq!(from("203.0.113.9", &["198.51.100.7"]), "203.0.113.9");
        assert_eq!(from("127.0.0.1", &["198.51.100.7"]), "198.51.100.7");
        assert_eq!(from("::ffff:127.0.0.1", &["198.51.100.7"]), "198.51.100.7");
    }

    #[test]
    fn only_the_last_hop_is_believed() {
        assert_eq!(from("127.0.0.1", &["1.2.3.4, 198.51.100.7"]), "198.51.100.7");
        assert_eq!(from("127.0.0.1", &["1.2.3.4", "198.51.100.7"]), "198.51.100.7");
        // Two proxies of ours in a row.
        assert_eq!(from("127.0.0.1", &["1.2.3.4, 198.51.100.7, 10.0.0.2"]), "198.51.100.7");
    }

    #[test]
    fn without_an_address_the_proxy_is_the_sender() {
        assert_eq!(from("127.0.0.1", &[]), "127.0.0.1");
        assert_eq!(from("127.0.0.1", &["1.2.3.4, unknown"]), "127.0.0.1");
        assert_eq!(from("127.0.0.1", &["10.0.0.2"]), "10.0.0.2");
    }

    #[test]
    fn ports_and_brackets_are_no_part_of_it() {
        assert_eq!(from("127.0.0.1", &["198.51.100.7:4711"]), "198.51.100.7");
        assert_eq!(from("127.0.0.1", &["[2001:db8::1]:443"]), "2001:db8::1");
        assert_eq!(from("127.0.0.1", &["2001:db8::1"]), "2001:db8::1");
    }
}
