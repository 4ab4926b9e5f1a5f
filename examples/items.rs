//! Prints the items of documents as a judge would read them: `cargo run --example items -- FILE…`.
//!
//! With `--skipped` the sentences that nearly gave a fact follow, with the reason;
//! with `--dropped` the items that a check kept back; with `--json` one line an item.

use suraq::facts::find;
use suraq::items::Options;
use suraq::items::write;
use suraq::lexicon::Lexicon;
use suraq::text::read;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let wants = |flag: &str| arguments.iter().any(|argument| argument == flag);
    let all = wants("--all");
    for path in arguments.iter().filter(|argument| !argument.starts_with("--")) {
        let bytes = std::fs::read(path).expect("the file can be read");
        let name = path.rsplit('/').next().unwrap_or(path);
        let document = read(name, &bytes).expect("the file holds text");
        let findings = find(&document, Lexicon::shipped());
        let options = Options {
            per_thousand: if all { None } else { Some(15) },
            ..Options::default()
        };
        let written = write(&findings, &document, options);
        if wants("--json") {
            for draft in &written.drafts {
                let options: Option<Vec<&str>> = (!draft.item.distractors.is_empty()).then(|| {
                    let wrong = draft.item.distractors.iter().map(|wrong| wrong.text.as_str());
                    wrong.chain([draft.item.key.as_str()]).collect()
                });
                let kind = draft.item.kind.map_or("", |kind| kind.slug());
                let number = draft.item.kind.map_or("", |kind| kind.number());
                println!(
                    "{}",
                    serde_json::json!({
                        "id": draft.item.id, "doc": draft.name, "kind": kind, "type": number,
                        "stem": draft.item.stem, "key": draft.item.key, "accept": draft.item.accept,
                        "options": options, "quote": draft.quote.of(&document.text),
                        "start": draft.quote.start, "end": draft.quote.end,
                        "as_of": draft.item.as_of, "score": f64::from(draft.score) / 1000.0, "rule": draft.rule,
                        "explanation": draft.item.explanation,
                    })
                );
            }
            continue;
        }
        println!(
            "== {name}: {} items, {} dropped, {} skipped; {:?} {:?}",
            written.drafts.len(),
            written.dropped.len(),
            findings.skipped.len(),
            document.date,
            findings.country
        );
        for draft in &written.drafts {
            let wrong: Vec<&str> = draft
                .item
                .distractors
                .iter()
                .map(|wrong| wrong.text.as_str())
                .collect();
            println!(
                "{:4} {} {}\n       = {}   [{}]",
                draft.score,
                draft.item.kind.map_or("", |kind| kind.number()),
                draft.item.stem,
                draft.item.key,
                wrong.join(" | ")
            );
            if wants("--quotes") {
                println!("       < {}", document.plain(draft.quote));
            }
        }
        if wants("--dropped") {
            for dropped in &written.dropped {
                println!(
                    "  DROP {} = {}   {}",
                    dropped.draft.item.stem,
                    dropped.draft.item.key,
                    dropped.reasons.join("; ")
                );
            }
        }
        if wants("--skipped") {
            for skipped in &findings.skipped {
                println!(
                    "  SKIP {}: {}   {}",
                    skipped.rule,
                    skipped.reason,
                    document.plain(skipped.span)
                );
            }
        }
    }
}
