//! The block of metadata at the top of a Markdown file: `---` with YAML lines, or `+++` with TOML.
//!
//! Only single lines `key: value` and `key = "value"` are read; that is all
//! that title, date and publisher need.

use super::{PartialDate, Span, header};

/// Longest block of metadata, in lines.
const MOST_LINES: usize = 200;

/// What the block says of its document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrontMatter {
    /// Value of `title`.
    pub title: Option<String>,
    /// Value of `publisher` or a key that means it.
    pub publisher: Option<String>,
    /// Value of `date` or a key that means it.
    pub date: Option<PartialDate>,
    /// The block with its fences.
    pub span: Span,
}

/// Reads the metadata that `text` opens with at byte `start`, if it opens with any.
pub fn front_matter(text: &str, start: usize) -> Option<FrontMatter> {
    let rest = &text[start..];
    let mut lines = rest.split_inclusive('\n');
    let fence = lines.next()?.trim_end();
    if fence != "---" && fence != "+++" {
        return None;
    }
    let mut found = FrontMatter::default();
    let mut end = rest.find('\n')? + 1;
    for line in lines.take(MOST_LINES) {
        end += line.len();
        let content = line.trim_end();
        if content == fence || fence == "---" && content == "..." {
            found.span = Span::new(start, start + end - (line.len() - content.len()));
            return Some(found);
        }
        if !found.take(content) {
            return None;
        }
    }
    None
}

impl FrontMatter {
    /// Takes a line; `false` when it can be no metadata.
    fn take(&mut self, line: &str) -> bool {
        let Some((key, value)) = line.split_once([':', '=']) else {
            let continues = line.starts_with([' ', '\t', '-', '#', '[', ']', '}', '{']);
            return line.trim().is_empty() || continues;
        };
        let value = value.trim().trim_matches(['"', '\'']).trim();
        if value.is_empty() {
            return true;
        }
        match key.trim().trim_matches('"').to_lowercase().as_str() {
            "title" => self.title = Some(value.to_owned()),
            "date" | "published" | "publication_date" | "publication-date" | "pubdate" | "created" => {
                self.date = self.date.or_else(|| date(value));
            }
            "publisher" | "publication" | "source" | "site" | "site_name" | "website" | "outlet"
            | "newspaper" => {
                self.publisher.get_or_insert_with(|| value.to_owned());
            }
            _ => {}
        }
        true
    }
}

/// A date as metadata write it: `2021-07-25`, `2021-07-25T10:00Z`, `July 25, 2021`, `2021`.
pub fn date(value: &str) -> Option<PartialDate> {
    let day = value.get(..10).and_then(|start| start.parse().ok());
    day.or_else(|| value.parse().ok())
        .or_else(|| header::find_date(value).map(|(date, _)| date))
}

#[cfg(test)]
mod tests {
    use super::front_matter;

    #[test]
    fn reads_both_kinds() {
        for text in [
            "---\ntitle: \"Harbour closed: a town mourns\"\ndate: 2021-03-01T10:00:00Z\npublisher: The Harbour Post\ntags:\n  - sea\n---\nText",
            "+++\ntitle = \"Harbour closed: a town mourns\"\ndate = 2021-03-01\npublisher = 'The Harbour Post'\n+++\nText",
        ] {
            let found = front_matter(text, 0).unwrap();
            assert_eq!(found.title.as_deref(), Some("Harbour closed: a town mourns"));
            assert_eq!(found.publisher.as_deref(), Some("The Harbour Post"));
            assert_eq!(found.date.unwrap().to_string(), "2021-03-01");
            assert_eq!(&text[found.span.end..], "\nText");
        }
    }

    #[test]
    fn a_rule_is_none() {
        assert_eq!(front_matter("---\n\nThe harbour was closed.\n\n---\n", 0), None);
        assert_eq!(front_matter("The harbour", 0), None);
        assert!(front_matter("---\n---\nText", 0).unwrap().title.is_none());
    }
}
