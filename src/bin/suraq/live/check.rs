//! Whether phones reach this computer: its addresses, a page that says so, and what to try where it does not come.

use std::net::IpAddr;
use std::sync::mpsc;
use std::time::Duration;

use serde_json::json;

use super::addresses;
use super::addresses::Address;
use super::messages::Message;
use super::server::Port;
use super::server::Server;
use super::server::Shared;
use crate::app::App;
use crate::input;
use crate::report::Done;
use crate::report::Outcome;
use crate::screen::width_of;
use crate::screen::wrap;
use crate::screen::wrap_indented;

/// Columns between the picture and the text, and the fewest in which the text stands beside it.
const GAP: usize = 2;
const NARROWEST: usize = 40;

/// What to try where the page does not come.
const TRY: [&str; 6] = [
    "If nothing comes:",
    "1. The phone must be on the same Wi-Fi as this computer, with mobile data off.",
    "2. A firewall may ask whether suraq may be reached: allow it for private networks. On Windows: Settings, \
     Privacy and security, Windows Security, Firewall, Allow an app.",
    "3. Guest Wi-Fi often keeps devices apart: use another, or make a hotspot on this computer or a phone.",
    "4. Turn a VPN off.",
    "5. Paper always works: paper QUERY --sheet",
];

/// Prints the addresses, serves a page that says that it works, and says when somebody has opened it.
pub fn run(app: &mut App, bind: IpAddr, port: Port) -> Outcome {
    let mut server = Server::bind(bind, port)?;
    let port = server.address.port();
    let found = addresses::addresses(bind);
    let (to_host, messages) = mpsc::channel();
    server.serve(Shared::new("", "", "", "en", 1, to_host));
    begin(app, &found, port);
    if app.screen.interactive {
        app.screen.remark("Enter ends this.");
    }
    input::forget_interrupt();
    let mut came = 0;
    while input::line_within(Duration::from_millis(100)).is_none() {
        for message in messages.try_iter() {
            if let Message::Reached { is_phone } = message {
                came += 1;
                tell(app, is_phone, came);
            }
        }
    }
    server.end();
    Ok(Done::Well)
}

fn begin(app: &App, found: &[Address], port: u16) {
    let url = |address: &Address| format!("http://{}:{port}", address.ip);
    if app.json {
        let addresses: Vec<_> = found
            .iter()
            .map(|address| json!({ "address": url(address), "kind": address.kind.word() }))
            .collect();
        let json = json!({ "event": "checking", "addresses": addresses });
        return app.screen.line(&json.to_string());
    }
    // A picture is for a camera before a screen, not for a file.
    let picture = found
        .first()
        .filter(|_| app.screen.interactive && !app.screen.ascii)
        .and_then(|address| addresses::picture(&url(address)))
        .unwrap_or_default();
    let found: Vec<(String, &str)> = found
        .iter()
        .map(|address| (url(address), address.kind.word()))
        .collect();
    for line in page(&found, &picture, app.screen.columns()) {
        app.screen.line(&line);
    }
}

/// The addresses with what to try, and the picture of the first: beside them where there is room, so that both
/// are seen at once; else it comes last, with its address under it.
fn page(found: &[(String, &str)], picture: &[String], columns: usize) -> Vec<String> {
    let width = picture.first().map_or(0, |line| width_of(line));
    let room = columns.saturating_sub(width + GAP);
    let is_beside = width > 0 && room >= NARROWEST;
    let room = if is_beside { room } else { columns };
    let mut text = wrap(
        "Open one of these on a phone. It says that it works, or nothing comes:",
        room,
    );
    for (address, kind) in found {
        text.extend(wrap_indented(&format!("{address}  {kind}"), room, "  ", "    "));
    }
    text.extend(TRY.iter().flat_map(|line| wrap(line, room)));
    if is_beside {
        return addresses::beside(picture, width, GAP, &text);
    }
    text.extend_from_slice(picture);
    if let Some((first, _)) = found.first().filter(|_| width > 0) {
        text.push(first.clone());
    }
    text
}

/// Says that the page was opened. Another browser may be that of this computer, which shows nothing.
fn tell(app: &App, is_phone: bool, came: u32) {
    if app.json {
        let json = json!({ "event": "reached", "phone": is_phone, "times": came });
        return app.screen.line(&json.to_string());
    }
    app.screen.text(match is_phone {
        true => "A phone came: it reaches this computer.",
        false => "A browser came that is no phone's; if it is on this computer, that shows nothing yet.",
    });
}

#[cfg(test)]
mod tests {
    use super::{addresses, page};
    use crate::screen::width_of;

    #[test]
    fn address_and_picture_are_seen_at_once() {
        let found = [
            ("http://192.168.100.101:7878".to_owned(), "Wi-Fi"),
            (
                "http://10.8.0.2:7878".to_owned(),
                "VPN or virtual, phones will not reach it",
            ),
        ];
        let picture = addresses::picture(&found[0].0).unwrap();
        let beside = page(&found, &picture, 80);
        assert!(beside.len() <= 22, "{} lines: {beside:#?}", beside.len());
        assert!(beside.iter().all(|line| width_of(line) <= 80), "{beside:#?}");
        let narrow = page(&found, &picture, 60);
        assert_eq!(narrow.last(), Some(&found[0].0));
        assert!(narrow.ends_with(&[&picture[..], &[found[0].0.clone()]].concat()));
        assert!(page(&found, &[], 80).iter().all(|line| !line.contains('█')));
    }
}
