//! Lists the shipped decks with their hashes, so that a start of the program reads none of them.

use std::env;
use std::error::Error;
use std::fs;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
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

/// FNV-1a, 64 bits wide.
fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
