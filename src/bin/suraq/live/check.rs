//! Whether phones reach this computer: its addresses, a page that says so, and what to try where it does not come.

use std::net::IpAddr;
use std::sync::mpsc;
use std::time::Duration;

use serde_json::json;

use super::addresses;
use super::server::Port;
use super::server::Server;
use super::server::Shared;
use crate::app::App;
use crate::input;
use crate::report::Done;
use crate::report::Outcome;

/// Prints the addresses and serves a page that says that it works.
pub fn run(app: &mut App, bind: IpAddr, port: Port) -> Outcome {
    let mut server = Server::bind(bind, port)?;
    let port = server.address.port();
    let found = addresses::addresses(bind);
    let (to_host, _nobody) = mpsc::channel();
    server.serve(Shared::new("", "", "", "en", 1, to_host));
    let mut text = "Open one of these on a phone. It says that it works, or nothing comes:\n".to_owned();
    for address in &found {
        text.push_str(&format!(
            "  http://{}:{port}  {}\n",
            address.ip,
            address.kind.word()
        ));
    }
    text.push_str(
        "If nothing comes:\n\
         1. The phone must be on the same Wi-Fi as this computer, with mobile data off.\n\
         2. A firewall may ask whether suraq may be reached: allow it for private networks.\n   \
            On Windows: Settings, Privacy and security, Windows Security, Firewall, Allow an app.\n\
         3. Guest Wi-Fi often keeps devices apart: use another, or make a hotspot on this computer or a phone.\n\
         4. Turn a VPN off.\n\
         5. Paper always works: paper QUERY --sheet",
    );
    let addresses: Vec<_> = found
        .iter()
        .map(|address| json!({ "address": format!("http://{}:{port}", address.ip), "kind": address.kind.word() }))
        .collect();
    match app.json {
        true => app
            .screen
            .line(&json!({ "event": "checking", "addresses": addresses }).to_string()),
        false => text.lines().for_each(|line| app.screen.line(line)),
    }
    if app.screen.interactive {
        app.screen.remark("Enter ends this.");
    }
    input::forget_interrupt();
    while input::line_within(Duration::from_millis(100)).is_none() {}
    server.end();
    Ok(Done::Well)
}
