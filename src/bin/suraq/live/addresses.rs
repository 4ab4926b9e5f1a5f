//! The addresses of this computer, the one that phones will find first, and the picture of one.

use std::net::IpAddr;
use std::net::Ipv4Addr;

use qrcode::EcLevel;
use qrcode::QrCode;
use qrcode::render::unicode::Dense1x2;

/// An address of this computer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// The number.
    pub ip: IpAddr,
    /// What it likely is.
    pub kind: Kind,
    /// What the system calls its network card.
    pub card: String,
}

/// What kind of network an address is of, the likeliest to be the pupils' first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Wireless.
    WiFi,
    /// A cable, or nothing that its name tells.
    Cable,
    /// A private network over another, or of programs on this computer: phones do not see it.
    Virtual,
    /// One that a card gives itself where nobody gave it one.
    SelfGiven,
    /// This computer alone.
    Own,
}

impl Kind {
    /// Returns a word for it.
    pub fn word(self) -> &'static str {
        match self {
            Kind::WiFi => "Wi-Fi",
            Kind::Cable => "cable",
            Kind::Virtual => "VPN or virtual, phones will not reach it",
            Kind::SelfGiven => "no network",
            Kind::Own => "this computer only",
        }
    }
}

/// Returns the addresses under which this computer is found, the best first. Where it listens on one
/// address alone that is the only one.
pub fn addresses(bound: IpAddr) -> Vec<Address> {
    let cards = if_addrs::get_if_addrs().unwrap_or_default();
    let mut found: Vec<Address> = cards
        .into_iter()
        .map(|card| Address {
            ip: card.ip(),
            kind: kind(&card.name, card.ip()),
            card: card.name,
        })
        // Nobody types an address of the newer kind.
        .filter(|address| address.ip.is_ipv4())
        .filter(|address| bound.is_unspecified() && address.kind != Kind::Own || address.ip == bound)
        .collect();
    found.sort_by_key(|address| address.kind);
    found.dedup_by_key(|address| address.ip);
    if found.is_empty() {
        let ip = match bound.is_unspecified() {
            true => IpAddr::V4(Ipv4Addr::LOCALHOST),
            false => bound,
        };
        found.push(Address {
            ip,
            kind: kind("", ip),
            card: String::new(),
        });
    }
    found
}

const WIRELESS: [&str; 6] = ["wl", "wi-fi", "wifi", "wireless", "en0", "беспровод"];
const VIRTUAL: [&str; 14] = [
    "docker",
    "br-",
    "veth",
    "tun",
    "tap",
    "utun",
    "vmnet",
    "vbox",
    "virbr",
    "vethernet",
    "wg",
    "tailscale",
    "zt",
    "virtual",
];

fn kind(card: &str, ip: IpAddr) -> Kind {
    let card = card.to_lowercase();
    let begins = |names: &[&str]| {
        names
            .iter()
            .any(|name| card.starts_with(name) || card.contains(&format!(" {name}")))
    };
    match ip {
        ip if ip.is_loopback() => Kind::Own,
        IpAddr::V4(ip) if ip.is_link_local() => Kind::SelfGiven,
        _ if begins(&VIRTUAL) => Kind::Virtual,
        _ if begins(&WIRELESS) => Kind::WiFi,
        _ => Kind::Cable,
    }
}

/// Returns an address as a picture of text, dark on light, for the cameras of phones; none where it does not
/// fit. In upper case it is smaller: letters and digits then take half the room.
pub fn picture(address: &str) -> Option<Vec<String>> {
    let code = QrCode::with_error_correction_level(address.to_uppercase(), EcLevel::L).ok()?;
    // A terminal is dark mostly: what is drawn is the light, and the quiet zone is part of it.
    let picture = code
        .render::<Dense1x2>()
        .dark_color(Dense1x2::Light)
        .light_color(Dense1x2::Dark)
        .build();
    Some(picture.lines().map(str::to_owned).collect())
}

/// Puts text beside a picture, as many columns apart as `gap`; `width` is that of the picture.
pub fn beside(picture: &[String], width: usize, gap: usize, text: &[String]) -> Vec<String> {
    let blank = " ".repeat(width);
    let row = |row: usize| {
        let picture = picture.get(row).unwrap_or(&blank);
        let text = text.get(row).map_or("", String::as_str);
        format!("{picture}{}{text}", " ".repeat(gap))
    };
    (0..picture.len().max(text.len())).map(row).collect()
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use super::{Kind, addresses, kind, picture};

    #[test]
    fn the_wireless_card_comes_first() {
        let of = |card: &str, ip: &str| kind(card, ip.parse().unwrap());
        assert_eq!(of("wlp3s0", "192.168.1.24"), Kind::WiFi);
        assert_eq!(of("Wi-Fi", "192.168.1.24"), Kind::WiFi);
        assert_eq!(of("eth0", "10.0.0.5"), Kind::Cable);
        assert_eq!(of("docker0", "172.17.0.1"), Kind::Virtual);
        assert_eq!(of("vEthernet (WSL)", "172.17.0.1"), Kind::Virtual);
        assert_eq!(of("wlan0", "169.254.3.1"), Kind::SelfGiven);
        assert_eq!(of("lo", "127.0.0.1"), Kind::Own);
        assert!(Kind::WiFi < Kind::Cable && Kind::Cable < Kind::Virtual);
    }

    #[test]
    fn there_is_always_an_address() {
        let local: IpAddr = "127.0.0.1".parse().unwrap();
        assert_eq!(addresses(local)[0].ip, local);
        assert!(!addresses("0.0.0.0".parse().unwrap()).is_empty());
    }

    #[test]
    fn a_usual_address_is_a_small_picture() {
        let lines = picture("http://192.168.100.101:7878/j/48213").unwrap();
        assert!(lines.len() <= 17, "{} lines", lines.len());
        assert!(lines.iter().all(|line| line.chars().count() <= 33));
    }
}
