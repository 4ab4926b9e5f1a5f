//! Opens the projector's page in the browser of this computer.

use std::process::Command;
use std::process::Stdio;
use std::thread;

/// What the systems call the program that opens an address.
#[cfg(target_os = "windows")]
const OPENERS: [(&str, &[&str]); 1] = [("rundll32", &["url.dll,FileProtocolHandler"])];
#[cfg(target_os = "macos")]
const OPENERS: [(&str, &[&str]); 1] = [("open", &[])];
#[cfg(not(any(target_os = "windows", target_os = "macos")))]
const OPENERS: [(&str, &[&str]); 3] = [("xdg-open", &[]), ("gio", &["open"]), ("wslview", &[])];

/// Opens an address, and returns what is to be said of it: where nothing here opens one, what to type.
pub(super) fn open(address: &str) -> String {
    match OPENERS
        .iter()
        .any(|(opener, words)| starts(opener, words, address))
    {
        true => format!("Opening {address}"),
        false => format!("This computer has no browser to open; type the address in one: {address}"),
    }
}

/// Starts a program with the address; false where there is none of that name.
fn starts(opener: &str, words: &[&str], address: &str) -> bool {
    let child = Command::new(opener)
        .args(words)
        .arg(address)
        // What it says would stand in the middle of the drawn screen.
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    match child {
        Ok(mut child) => {
            // It is waited for aside, so that no dead process is left while the game runs.
            thread::spawn(move || drop(child.wait()));
            true
        }
        Err(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::starts;

    #[test]
    fn a_program_that_is_not_there_opens_nothing() {
        assert!(!starts("no-such-opener-anywhere", &[], "http://127.0.0.1:7878"));
    }
}
