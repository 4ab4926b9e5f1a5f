//! Builds again when a file joins or leaves the folder of shipped decks.

fn main() {
    println!("cargo::rerun-if-changed=decks");
}
