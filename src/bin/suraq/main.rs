//! The program: talks to people, files, clocks and chance, and leaves the rest to the library.

fn main() {}
