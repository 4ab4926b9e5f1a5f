//! Pictures and sounds: marks such as `[image: flag.png]` in a field become what Anki shows and plays.
//!
//! Only a mark whose file goes along is one; any other stays the text that it is. Marks are made by
//! the import of packages, which also sees to it that a name leads nowhere.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

use crate::items::media::IMAGE;

use super::html::plain;

/// How it begins where [`html`](super::html::html) wrote it.
const SOUND_IN_FIELD: &str = "<span>[</span>sound: ";

/// Fields in which marks have become media.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Shown {
    pub fields: String,
    /// Names of the media in them.
    pub named: BTreeSet<String>,
    /// Whether a mark is left whose file is not there.
    pub lacks: bool,
}

/// Puts media for the marks in fields that [`html`](super::html::html) wrote.
pub(super) fn shown(fields: &str, media: &BTreeMap<String, Vec<u8>>) -> Shown {
    let mut shown = Shown::default();
    let mut rest = fields;
    loop {
        let found = [(IMAGE, true), (SOUND_IN_FIELD, false)]
            .into_iter()
            .filter_map(|(mark, is_image)| Some((rest.find(mark)?, mark.len(), is_image)));
        let Some((at, length, is_image)) = found.min() else {
            break;
        };
        let (before, mark) = rest.split_at(at);
        shown.fields.push_str(before);
        let name = mark[length..].find(']').map(|end| &mark[length..length + end]);
        let known = name.map(|name| plain(name).nfc().collect::<String>());
        match (name, known) {
            (Some(name), Some(known)) if media.contains_key(&known) => {
                let written = attribute(&known);
                shown.fields.push_str(&match is_image {
                    true => format!("<img src=\"{written}\">"),
                    false => format!("[sound:{written}]"),
                });
                shown.named.insert(known);
                rest = &mark[length + name.len() + 1..];
            }
            (name, _) => {
                shown.lacks |= name.is_some();
                shown.fields.push_str(&mark[..length]);
                rest = &mark[length..];
            }
        }
    }
    shown.fields.push_str(rest);
    shown
}

/// A name where Anki reads entities, so that no sign of it ends a cloze or the attribute.
fn attribute(name: &str) -> String {
    let mut written = String::with_capacity(name.len());
    for sign in name.chars() {
        match sign {
            '&' => written.push_str("&amp;"),
            '<' => written.push_str("&lt;"),
            '>' => written.push_str("&gt;"),
            '"' => written.push_str("&quot;"),
            '{' => written.push_str("&#123;"),
            '}' => written.push_str("&#125;"),
            _ => written.push(sign),
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::html::html;
    use super::super::html::plain;
    use super::shown;

    fn media(names: &[&str]) -> BTreeMap<String, Vec<u8>> {
        names.iter().map(|name| ((*name).to_owned(), vec![1])).collect()
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let media = media(&["flag.png", "a b.mp3", "s&p {1}.png", "й.png"]);
        assert_eq!(shown(&html(text), &media).fields, expected);
    }

    #[test]
    fn marks_become_media() {
        check(
            "A flag: [image: flag.png][sound: a b.mp3]",
            "A flag: <img src=\"flag.png\">[sound:a b.mp3]",
        );
        check("[image: s&p {1}.png]", "<img src=\"s&amp;p &#123;1&#125;.png\">");
        check("[image: и\u{306}.png]", "<img src=\"й.png\">");
    }

    #[test]
    fn what_is_not_there_stays_text_and_is_known() {
        check(
            "[sound:flag.png] [image:flag.png]",
            "<span>[</span>sound:flag.png] [image:flag.png]",
        );
        check("[image: [image: flag.png]", "[image: <img src=\"flag.png\">");
        let shown = shown(&html("[image: gone.png] [sound: x"), &media(&[]));
        assert_eq!(shown.fields, "[image: gone.png] <span>[</span>sound: x");
        assert!(shown.lacks && shown.named.is_empty());
    }

    #[test]
    fn a_picture_alone_says_something() {
        let shown = shown(&html("[image: s&p {1}.png]"), &media(&["s&p {1}.png"]));
        assert_eq!(plain(&shown.fields), " s&p {1}.png ");
    }
}
