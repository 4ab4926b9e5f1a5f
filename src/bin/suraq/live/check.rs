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
    app.screen
        .text("Open one of these on a phone. It says that it works, or nothing comes:");
    for address in found {
        app.screen
            .line(&format!("  {}  {}", url(address), address.kind.word()));
    }
    // A picture is for a camera before a screen, not for a file.
    let picture = found
        .first()
        .filter(|_| app.screen.interactive && !app.screen.ascii);
    for line in picture
        .and_then(|address| addresses::picture(&url(address)))
        .unwrap_or_default()
    {
        app.screen.line(&line);
    }
    TRY.iter().for_each(|line| app.screen.text(line));
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
