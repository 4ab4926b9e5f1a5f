//! GIFT, the text format of quizzes that Moodle reads and writes.
//!
//! Categories become tags. What has several right answers at once, or none (an essay without a model, a
//! description), is listed and left out.

use super::super::Format;
use super::super::ImportError;
use super::super::Imported;
use super::super::Options;
use super::super::anki::plain_html;
use super::super::written::Choice;
use super::super::written::Reading;
use super::super::written::text_of;
use super::lettered::is_aiken;
use crate::items::Item;
use crate::items::Kind;

/// The first line of what `export` writes: the category is the deck then, the names begin with its id, and the
/// source ends the feedback.
const OURS: &str = "// Suraq";

/// Questions as paragraphs of text.
pub struct Gift;

impl Format for Gift {
    fn name(&self) -> &'static str {
        "gift"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["gift"]
    }

    fn has_questions_alone(&self) -> bool {
        true
    }

    fn looks_like(&self, text: &str) -> bool {
        let begins = |line: &str| line.starts_with("::") || line.starts_with("$CATEGORY:");
        if is_aiken(text) {
            return false;
        }
        text.lines().any(|line| begins(line.trim_start())) && text.contains('{')
            || text.contains("{\n=") && text.contains("\n}")
    }

    fn read(&self, bytes: &[u8], _: &Options) -> Result<Imported, ImportError> {
        let text = text_of(bytes)?;
        let is_ours = text.trim_start().starts_with(OURS);
        let begun = || match is_ours {
            true => Reading::of_export(),
            false => Reading::default(),
        };
        let mut done = Vec::new();
        let mut reading = begun();
        let mut category = None;
        let mut tags: Vec<String> = Vec::new();
        let mut paragraph: Vec<&str> = Vec::new();
        let mut begins = 1;
        for (number, line) in (1..).zip(text.lines().chain([""])) {
            let line = line.trim();
            if let Some(remark) = line.strip_prefix("//") {
                tags.extend(tags_in(remark));
                continue;
            }
            if let Some(name) = line.strip_prefix("$CATEGORY:") {
                match is_ours {
                    true => {
                        if reading.count() > 0 {
                            done.push(std::mem::replace(&mut reading, begun()));
                        }
                        reading.title(&last_part(name));
                    }
                    false => category = tag(name),
                }
                continue;
            }
            if !line.is_empty() {
                if paragraph.is_empty() {
                    begins = number;
                }
                paragraph.push(line);
                continue;
            }
            if !paragraph.is_empty() {
                let before = reading.count();
                question(&mut reading, begins, &paragraph.join("\n"), category.as_deref());
                if reading.count() > before {
                    finish(&mut reading, &tags, is_ours);
                }
                paragraph.clear();
                tags.clear();
            }
        }
        done.push(reading);
        Reading::finish_all(done)
    }
}

/// The tags of a remark such as `[tag:water] [id:7]`.
fn tags_in(remark: &str) -> Vec<String> {
    let parts = remark.split("[tag:").skip(1);
    let tags = parts.filter_map(|part| part.split_once(']'));
    let tags = tags.map(|(tag, _)| tag.trim().to_owned());
    tags.filter(|tag| !tag.is_empty()).collect()
}

/// Gives the last item its tags, and parts what was written here into explanation, date and source.
fn finish(reading: &mut Reading, tags: &[String], is_ours: bool) {
    let Some(item) = reading.last() else {
        return;
    };
    item.tags.extend(tags.iter().cloned());
    if !is_ours {
        return;
    }
    let is_order = |pairs: &[(String, String)]| {
        let places = pairs.iter().map(|(_, place)| place.parse().ok());
        !pairs.is_empty() && places.eq((1..=pairs.len()).map(Some))
    };
    if is_order(&item.detail.pairs) {
        // An order goes out as things matched with their places.
        item.kind = None;
        let pairs = std::mem::take(&mut item.detail.pairs);
        item.detail.keys = pairs.into_iter().map(|(thing, _)| thing).collect();
        item.detail.ordered = true;
    }
    let said = item.explanation.take().unwrap_or_default();
    let mut lines: Vec<&str> = said.lines().collect();
    let mut source = None;
    if let Some(named) = lines.last().and_then(|line| line.strip_prefix("Source: ")) {
        source = Some(named.strip_suffix('.').unwrap_or(named).to_owned());
        lines.pop();
    }
    let date = lines.last().and_then(|line| line.strip_prefix("As of "));
    if let Some(date) = date.and_then(|date| date.strip_suffix('.')?.parse().ok()) {
        item.as_of = Some(date);
        lines.pop();
    }
    item.explanation = Some(lines.join("\n")).filter(|said| !said.is_empty());
    if let Some(source) = source {
        reading.rest_on(&source);
    }
}

/// The last part of a category's path.
fn last_part(name: &str) -> String {
    let name = name.replace("//", "\u{1}");
    let last = name.rsplit('/').next().unwrap_or_default();
    last.replace('\u{1}', "/").trim().to_owned()
}

/// The last part of a category's path, as a tag.
fn tag(name: &str) -> Option<String> {
    let last = last_part(name);
    let words: Vec<&str> = last.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join("-"))
}

fn question(reading: &mut Reading, line: usize, text: &str, category: Option<&str>) {
    let (name, text) = match text.strip_prefix("::").and_then(|rest| cut(rest, "::")) {
        Some((name, rest)) => (plain(name), rest),
        None => (String::new(), text),
    };
    let Some((before, rest)) = cut(text, "{") else {
        return reading.leave_out(line, "a text without a question");
    };
    let Some((answers, after)) = cut(rest, "}") else {
        return reading.leave_out(line, "the brace `{` is opened and never closed");
    };
    let (format, before) = format_of(before.trim_end());
    let mut stem = shown(format, before);
    let after = shown(format, after.trim());
    if !after.is_empty() {
        stem = format!("{stem} ____ {after}");
    }
    if stem.is_empty() {
        return reading.leave_out(line, "there is no question before the answers");
    }
    let (answers, feedback) = cut(answers, "####").unwrap_or((answers, ""));
    let count = reading.count();
    answer(reading, line, &name, &stem, answers.trim());
    if reading.count() == count {
        return;
    }
    if let Some(item) = reading.last() {
        let feedback = text_with_format(feedback);
        item.explanation = Some(feedback).filter(|text| !text.is_empty());
        item.tags.extend(category.map(str::to_owned));
    }
}

fn answer(reading: &mut Reading, line: usize, name: &str, stem: &str, answers: &str) {
    if let Some(number) = answers.strip_prefix('#') {
        return numeric(reading, line, name, stem, number);
    }
    let word = cut(answers, "#").map_or(answers, |(word, _)| word).trim();
    let is_true = ["t", "true"].contains(&word.to_lowercase().as_str());
    if is_true || ["f", "false"].contains(&word.to_lowercase().as_str()) {
        let mut claim = Item::new(stem, if is_true { "true" } else { "false" });
        claim.kind = Some(Kind::TrueFalse);
        return reading.add(name, claim);
    }
    if answers.is_empty() {
        return reading.leave_out(line, "an essay without a model answer");
    }
    let parts = parts(answers);
    if parts.is_empty() {
        return reading.leave_out(line, "answers begin with = or ~");
    }
    if parts
        .iter()
        .all(|part| part.is_right && cut(&part.text, "->").is_some())
    {
        let halves = parts.iter().filter_map(|part| cut(&part.text, "->"));
        let mut pairs = Item::new(stem, "");
        pairs.kind = Some(Kind::Matching);
        pairs.detail.pairs = halves
            .map(|(left, right)| (text_with_format(left), text_with_format(right)))
            .collect();
        return reading.add(name, pairs);
    }
    if parts.iter().all(|part| part.is_right) {
        let mut texts = parts.iter().map(|part| text_with_format(&part.text));
        let mut short = Item::new(stem, &texts.next().unwrap_or_default());
        short.accept = texts.collect();
        return reading.add(name, short);
    }
    if parts.iter().any(|part| part.is_partly_right) {
        return reading.leave_out(line, "several options are right at once");
    }
    let options = parts.iter().map(|part| Choice {
        text: text_with_format(&part.text),
        is_key: part.is_right,
        why: Some(text_with_format(&part.feedback)).filter(|why| !why.is_empty() && !part.is_right),
    });
    reading.add_choice(line, name, stem, options.collect());
}

/// `2297`, `2297:20` and `1..5`; the first of several that is wholly right.
fn numeric(reading: &mut Reading, line: usize, name: &str, stem: &str, text: &str) {
    let parts = parts(text);
    let right = parts.iter().find(|part| part.is_right && !part.is_partly_right);
    let text = right.map_or(text, |part| &part.text);
    let text = cut(text, "#").map_or(text, |(number, _)| number);
    let text = plain(text);
    let number = |text: &str| text.trim().parse::<f64>().ok();
    let (key, value, reach) = match (text.split_once(".."), text.split_once(':')) {
        (Some((low, high)), _) => match (number(low), number(high)) {
            (Some(low), Some(high)) => {
                let middle = f64::midpoint(low, high);
                (middle.to_string(), middle, (high - low) / 2.0)
            }
            _ => return reading.leave_out(line, "its answer is no number"),
        },
        (None, Some((value, reach))) => match (number(value), number(reach)) {
            (Some(known), Some(reach)) => (value.trim().to_owned(), known, reach),
            _ => return reading.leave_out(line, "its answer is no number"),
        },
        (None, None) => match number(&text) {
            Some(value) => (text.trim().to_owned(), value, 0.0),
            None => return reading.leave_out(line, "its answer is no number"),
        },
    };
    let mut written = Item::new(stem, &key);
    if reach > 0.0 && value != 0.0 {
        written.kind = Some(Kind::Estimate);
        written.detail.tolerance = Some((reach / value).abs());
    }
    reading.add(name, written);
}

/// One answer of several.
struct Part {
    is_right: bool,
    /// It has a share of the marks: several are right at once.
    is_partly_right: bool,
    text: String,
    feedback: String,
}

/// Cuts answers at their signs.
fn parts(text: &str) -> Vec<Part> {
    let mut starts: Vec<usize> = Vec::new();
    let mut is_escaped = false;
    for (at, sign) in text.char_indices() {
        if !is_escaped && matches!(sign, '=' | '~') {
            starts.push(at);
        }
        is_escaped = !is_escaped && sign == '\\';
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let spans = starts.iter().copied().zip(ends);
    let of = |(start, end): (usize, usize)| {
        let part = text[start + 1..end].trim();
        let (weight, part) = match part.strip_prefix('%').and_then(|rest| rest.split_once('%')) {
            Some((weight, rest)) => (weight.parse::<f64>().ok(), rest.trim_start()),
            None => (None, part),
        };
        let (part, feedback) = cut(part, "#").unwrap_or((part, ""));
        let is_right = match weight {
            Some(weight) => weight >= 100.0,
            None => text[start..].starts_with('='),
        };
        Part {
            is_right,
            is_partly_right: weight.is_some_and(|weight| weight > 0.0 && weight < 100.0),
            text: part.trim().to_owned(),
            feedback: feedback.trim().to_owned(),
        }
    };
    spans.map(of).collect()
}

/// Cuts at the first `sign` that is not escaped.
fn cut<'a>(text: &'a str, sign: &str) -> Option<(&'a str, &'a str)> {
    let mut is_escaped = false;
    for (at, c) in text.char_indices() {
        if !is_escaped && text[at..].starts_with(sign) {
            return Some((&text[..at], &text[at + sign.len()..]));
        }
        is_escaped = !is_escaped && c == '\\';
    }
    None
}

/// How a text is to be read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Markup {
    Html,
    Plain,
}

/// The format a text names before it begins. Without one Moodle takes it for HTML where there are tags.
fn format_of(text: &str) -> (Markup, &str) {
    let text = text.trim_start();
    for (name, markup) in [
        ("[plain]", Markup::Plain),
        ("[markdown]", Markup::Plain),
        ("[html]", Markup::Html),
        ("[moodle]", Markup::Html),
    ] {
        if let Some(rest) = text.strip_prefix(name) {
            return (markup, rest);
        }
    }
    (Markup::Html, text)
}

fn text_with_format(text: &str) -> String {
    let (markup, text) = format_of(text);
    shown(markup, text)
}

fn shown(markup: Markup, text: &str) -> String {
    let plain = plain(text);
    match markup {
        Markup::Plain => plain,
        Markup::Html => plain_html(&plain),
    }
}

/// A text without its escapes.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut signs = text.trim().chars();
    while let Some(sign) = signs.next() {
        match sign {
            '\\' => match signs.next() {
                Some('n') => plain.push('\n'),
                Some(other) => plain.push(other),
                None => plain.push('\\'),
            },
            sign => plain.push(sign),
        }
    }
    plain.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::Gift;
    use crate::import::{Format, Options};

    /// Each question in a line, then the problems.
    fn read(text: &str) -> Vec<String> {
        let imported = Gift.read(text.as_bytes(), &Options::default()).unwrap();
        let items = imported.decks.iter().flat_map(|deck| &deck.items);
        let items = items.map(|item| {
            let wrong: Vec<&str> = item.distractors.iter().map(|wrong| wrong.text.as_str()).collect();
            format!(
                "{}: {} → {} {:?} [{}]",
                item.id,
                item.stem,
                item.key,
                item.accept,
                wrong.join(", ")
            )
        });
        items
            .chain(imported.problems.iter().map(ToString::to_string))
            .collect()
    }

    #[test]
    fn every_kind_of_question_is_read() {
        let text = "// a remark\n$CATEGORY: $course$/top/Lakes\n\n::deepest::Which is deepest? {=Velk ~Oron ~Sary#shallow}\n\n\
                    Velk froze in 1911.{T}\n\nWho sailed first? {=Aida =Aïda}\n\nHow deep? {#40:2}\n\nOron lies {=north ~south ~east} of Velk.\n";
        assert_eq!(
            read(text),
            [
                "deepest: Which is deepest? → Velk [] [Oron, Sary]",
                "velk-froze-in-1911: Velk froze in 1911. → true [] []",
                "who-sailed-first: Who sailed first? → Aida [\"Aïda\"] []",
                "how-deep: How deep? → 40 [] []",
                "oron-lies-of-velk: Oron lies ____ of Velk. → north [] [south, east]",
            ]
        );
    }

    #[test]
    fn escapes_and_formats_are_undone() {
        let text = "::a::[html]<p>Is <b>1 \\= 1</b>?</p> {[plain]ignored =[plain]a\\:b \\{c\\} ~[plain]<i>x</i> ~y####[plain]Line\\ntwo}\n";
        let imported = Gift.read(text.as_bytes(), &Options::default()).unwrap();
        let item = &imported.decks[0].items[0];
        assert_eq!(item.stem, "Is 1 = 1?");
        assert_eq!(item.key, "a:b {c}");
        assert_eq!(item.distractors[0].text, "<i>x</i>");
        assert_eq!(item.explanation.as_deref(), Some("Line\ntwo"));
    }

    #[test]
    fn pairs_and_their_category_are_read() {
        let text = "$CATEGORY: My lakes\n\nMatch. {\n=Oron -> north\n=Velk -> south\n=Sary -> east\n}\n";
        let imported = Gift.read(text.as_bytes(), &Options::default()).unwrap();
        let item = &imported.decks[0].items[0];
        assert_eq!(item.detail.pairs.len(), 3);
        assert_eq!(item.detail.pairs[1], ("Velk".to_owned(), "south".to_owned()));
        assert_eq!(item.tags, ["My-lakes"]);
    }

    #[test]
    fn what_cannot_be_asked_is_named_with_its_line() {
        let text = "Read this.\n\nWrite on. {}\n\nWhich two? {~%50%a ~%50%b ~c}\n\nOpen {=a\n";
        assert_eq!(
            read(text),
            [
                "line 1: a text without a question",
                "line 3: an essay without a model answer",
                "line 5: several options are right at once",
                "line 7: the brace `{` is opened and never closed",
            ]
        );
    }

    #[test]
    fn what_was_written_here_comes_back_as_it_was() {
        let text = "// Suraq\n\n$CATEGORY: $course$/top/Lakes\n\n// [tag:water] [tag:old lakes]\n::lakes/deepest::[plain]Which is deepest? {\n=[plain]Velk\n~[plain]Oron\n~[plain]Sary\n\
                    ####[plain]It is.\\nAs of 2031-05.\\nSource\\: Atlas, Press.\n}\n\n::lakes/steps::[plain]Put in order. {\n=[plain]a -> 1\n=[plain]b -> 2\n=[plain]c -> 3\n}\n";
        let imported = Gift.read(text.as_bytes(), &Options::default()).unwrap();
        let deck = &imported.decks[0];
        let item = &deck.items[0];
        assert_eq!(item.id.0, "deepest");
        assert_eq!(item.tags, ["water", "old lakes"]);
        assert_eq!(item.explanation.as_deref(), Some("It is."));
        assert_eq!(
            item.as_of.map(|date| date.to_string()).as_deref(),
            Some("2031-05")
        );
        assert_eq!(deck.sources[0].title, "Atlas, Press");
        assert_eq!(
            deck.facts[0].evidence[0].source.as_ref(),
            Some(&deck.sources[0].id)
        );
        assert_eq!(deck.items[1].detail.keys, ["a", "b", "c"]);
        assert!(deck.items[1].detail.ordered);
        assert_eq!(
            (deck.meta.title.as_str(), deck.meta.id.0.as_str()),
            ("Lakes", "lakes")
        );
        // Elsewhere a category is no more than a word to group by.
        let other = Gift.read(&text.as_bytes()[9..], &Options::default()).unwrap();
        assert!(other.decks[0].items[0].tags.contains(&"Lakes".to_owned()));
        assert_eq!(other.decks[0].meta.id.0, "");
    }

    #[test]
    fn decks_of_an_export_come_back_apart() {
        let text = "// Suraq\n\n$CATEGORY: Lakes\n\n::lakes/a::Which? {=Velk ~Oron ~Sary}\n\n\
                    $CATEGORY: Rivers\n\n::rivers/a::Which? {=Ana ~Bel ~Tur}\n";
        let imported = Gift.read(text.as_bytes(), &Options::default()).unwrap();
        let decks = imported.decks.iter();
        let decks: Vec<(&str, &str, usize)> = decks
            .map(|deck| {
                (
                    deck.meta.id.0.as_str(),
                    deck.meta.title.as_str(),
                    deck.items.len(),
                )
            })
            .collect();
        assert_eq!(decks, [("lakes", "Lakes", 1), ("rivers", "Rivers", 1)]);
    }
}
