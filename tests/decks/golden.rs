//! Golden files: a name, an input, and what is expected of it.

use std::fs;
use std::path::Path;

/// Runs `show` on the input of every case in `tests/golden/<name>.txt`.
pub fn check(name: &str, show: impl Fn(&str) -> String) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(name)
        .with_extension("txt");
    let text = fs::read_to_string(&path).unwrap();
    let mut written = String::new();
    for case in text.split("=== ").skip(1) {
        let (title, rest) = case.split_once('\n').unwrap();
        let (input, _) = rest.split_once("---\n").unwrap();
        written.push_str(&format!("=== {title}\n{input}---\n{}\n", show(input)));
    }
    assert!(!written.is_empty(), "{} holds no case", path.display());
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, &written).unwrap();
        return;
    }
    assert_eq!(written, text, "{}", path.display());
}
