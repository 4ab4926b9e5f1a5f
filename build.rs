//! Lists the shipped decks with their hashes, so that a start of the program reads none of them, and keeps what the
//! system reads of the program itself at a start small.

use std::env;
use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::Command;

fn main() -> Result<(), Box<dyn Error>> {
    if reads_packed_addresses() {
        println!("cargo::rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
    }
    println!("cargo::rerun-if-changed=decks");
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("decks");
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            files.push(path);
        }
    }
    files.sort();
    let mut table = "&[\n".to_owned();
    for path in files {
        let name = path.file_name().unwrap_or_default();
        let hash = hash(&fs::read(&path)?);
        table.push_str(&format!("    ({name:?}, include_str!({path:?}), {hash}),\n"));
    }
    let written = Path::new(&env::var("OUT_DIR")?).join("shipped_decks.rs");
    Ok(fs::write(written, table + "]\n")?)
}

/// Whether the addresses that the system fills in at a start may be listed in the packed way, a hundredth as long:
/// the program is built for the system at hand, and its C library is glibc 2.36 or later.
fn reads_packed_addresses() -> bool {
    let is = |name: &str, value: &str| env::var(name).is_ok_and(|found| found == value);
    let is_at_hand = env::var("HOST").is_ok_and(|host| is("TARGET", &host));
    if !is_at_hand || !is("CARGO_CFG_TARGET_OS", "linux") || !is("CARGO_CFG_TARGET_ENV", "gnu") {
        return false;
    }
    let Ok(said) = Command::new("getconf").arg("GNU_LIBC_VERSION").output() else {
        return false;
    };
    let said = String::from_utf8_lossy(&said.stdout).into_owned();
    let version = said
        .trim()
        .strip_prefix("glibc 2.")
        .and_then(|minor| minor.parse().ok());
    version.is_some_and(|minor: u32| minor >= 36)
}

/// FNV-1a, 64 bits wide.
fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
