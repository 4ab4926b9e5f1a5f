//! Words of a document that stand out: by bold type, a line below them, a mark over them, or colour.
//!
//! While lines are made of paragraphs, signs that no text has say where such words begin and end; [`taken_out`] takes
//! them out in the end.

use crate::text::Span;

/// How words stand out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Emphasis {
    /// Bold type.
    Bold,
    /// A line below.
    Underlined,
    /// A mark over them, or a ground of another colour.
    Highlighted,
    /// Letters in colour; grey is none.
    Coloured,
}

impl Emphasis {
    /// All of them.
    pub const ALL: [Emphasis; 4] = [
        Emphasis::Bold,
        Emphasis::Underlined,
        Emphasis::Highlighted,
        Emphasis::Coloured,
    ];
}

/// Lines of a document, and the words of them that stand out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// The lines.
    pub lines: String,
    /// How words stand out, and where they stand in the lines.
    pub emphasised: Vec<(Emphasis, Span)>,
}

/// Characters that Unicode keeps for programs, so that no text has them.
const BEGINS: [char; 4] = ['\u{fdd0}', '\u{fdd1}', '\u{fdd2}', '\u{fdd3}'];
const ENDS: [char; 4] = ['\u{fdd4}', '\u{fdd5}', '\u{fdd6}', '\u{fdd7}'];

/// What is said of the type of words; nothing where another style may say it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Type([Option<bool>; 4]);

/// How far the parts of a colour differ at least; less is grey.
const COLOURFUL: u8 = 0x30;

/// Grounds that are at least so light are as good as white.
const LIGHT: u8 = 0xe8;

impl Type {
    /// Takes an element of the properties of words, named without prefix.
    pub(super) fn take(&mut self, name: &str, value: Option<&str>, fill: Option<&str>) {
        let is_on = !matches!(value, Some("0" | "false" | "none" | "off"));
        match name {
            "b" => self.0[0] = Some(is_on),
            "u" => self.0[1] = Some(is_on),
            "highlight" => self.0[2] = Some(is_on && value != Some("white")),
            // A white ground below a mark takes nothing of it.
            "shd" => self.0[2] = Some(self.0[2] == Some(true) || fill.is_some_and(is_ground)),
            "color" => self.0[3] = Some(value.is_some_and(|value| contrast(value) >= Some(COLOURFUL))),
            _ => {}
        }
    }

    /// What is said here, or else there.
    pub(super) fn or(self, other: Type) -> Type {
        Type(std::array::from_fn(|at| self.0[at].or(other.0[at])))
    }

    /// A text with the signs around it. White space stays outside, and signs of its own are taken out.
    pub(super) fn around(self, text: &str) -> String {
        let text: String = text.chars().filter(|sign| !is_sign(*sign)).collect();
        let bare = text.trim();
        if bare.is_empty() {
            return text;
        }
        let (before, after) = (text.len() - text.trim_start().len(), text.trim_end().len());
        let of = |signs: [char; 4]| -> String {
            let on = signs.into_iter().zip(self.0);
            on.filter(|(_, is_on)| *is_on == Some(true))
                .map(|(sign, _)| sign)
                .collect()
        };
        format!(
            "{}{}{bare}{}{}",
            &text[..before],
            of(BEGINS),
            of(ENDS),
            &text[after..]
        )
    }
}

/// Whether a colour behind words is seen.
fn is_ground(colour: &str) -> bool {
    let parts = parts(colour);
    parts.is_some_and(|parts| parts.iter().any(|part| *part < LIGHT))
}

/// By how much the parts of a colour differ.
fn contrast(colour: &str) -> Option<u8> {
    let parts = parts(colour)?;
    Some(parts.iter().max()? - parts.iter().min()?)
}

/// Red, green and blue of `FF0000`; none of `auto`.
fn parts(colour: &str) -> Option<[u8; 3]> {
    let value = u32::from_str_radix(colour, 16)
        .ok()
        .filter(|_| colour.len() == 6)?;
    let [_, red, green, blue] = value.to_be_bytes();
    Some([red, green, blue])
}

fn is_sign(sign: char) -> bool {
    BEGINS.contains(&sign) || ENDS.contains(&sign)
}

/// A text without the signs.
pub(super) fn plain(text: &str) -> String {
    text.chars().filter(|sign| !is_sign(*sign)).collect()
}

/// The signs that a text begins with, and the rest.
pub(super) fn leading(text: &str) -> (&str, &str) {
    let rest = text.trim_start_matches(is_sign);
    text.split_at(text.len() - rest.len())
}

/// Takes the signs out of lines.
pub(super) fn taken_out(text: &str) -> Shown {
    let mut shown = Shown::default();
    let mut begun = [None; 4];
    for sign in text.chars() {
        let at = shown.lines.len();
        if let Some(which) = BEGINS.iter().position(|known| *known == sign) {
            begun[which] = Some(at);
        } else if let Some(which) = ENDS.iter().position(|known| *known == sign) {
            if let Some(start) = begun[which].take() {
                shown
                    .emphasised
                    .push((Emphasis::ALL[which], Span::new(start, at)));
            }
        } else {
            shown.lines.push(sign);
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::Emphasis;
    use super::Type;
    use super::plain;
    use super::taken_out;

    fn of(elements: &[(&str, Option<&str>, Option<&str>)]) -> Type {
        let mut kind = Type::default();
        elements
            .iter()
            .for_each(|(name, value, fill)| kind.take(name, *value, *fill));
        kind
    }

    /// How a word stands out, by what is said of it.
    fn seen(elements: &[(&str, Option<&str>, Option<&str>)]) -> Vec<Emphasis> {
        let shown = taken_out(&of(elements).around("word"));
        shown.emphasised.into_iter().map(|(how, _)| how).collect()
    }

    #[test]
    fn bold_underlined_marked_and_coloured_words_stand_out() {
        assert_eq!(seen(&[("b", None, None)]), [Emphasis::Bold]);
        assert_eq!(seen(&[("u", Some("single"), None)]), [Emphasis::Underlined]);
        assert_eq!(
            seen(&[("highlight", Some("yellow"), None)]),
            [Emphasis::Highlighted]
        );
        assert_eq!(
            seen(&[("shd", Some("clear"), Some("FFFF00"))]),
            [Emphasis::Highlighted]
        );
        assert_eq!(seen(&[("color", Some("FF0000"), None)]), [Emphasis::Coloured]);
        for nothing in [
            ("b", Some("0"), None),
            ("u", Some("none"), None),
            ("highlight", Some("none"), None),
            ("shd", Some("clear"), Some("auto")),
            ("shd", Some("clear"), Some("FAFAFA")),
            ("color", Some("auto"), None),
            ("color", Some("222222"), None),
            ("i", None, None),
        ] {
            assert!(seen(&[nothing]).is_empty(), "{nothing:?}");
        }
    }

    #[test]
    fn a_white_ground_hides_no_mark() {
        for (ground, wanted) in [("FFFFFF", 1), ("auto", 1), ("00FF00", 1)] {
            let elements = [
                ("highlight", Some("yellow"), None),
                ("shd", Some("clear"), Some(ground)),
            ];
            assert_eq!(seen(&elements).len(), wanted, "{ground}");
        }
    }

    #[test]
    fn what_is_said_of_words_goes_before_what_their_style_says() {
        let style = of(&[("b", None, None), ("u", None, None)]);
        let own = of(&[("b", Some("0"), None)]);
        let shown = taken_out(&own.or(style).around("word"));
        assert_eq!(shown.emphasised.len(), 1);
        assert_eq!(shown.emphasised[0].0, Emphasis::Underlined);
    }

    #[test]
    fn signs_stand_around_words_and_leave_no_trace() {
        let bold = of(&[("b", None, None)]);
        let text = format!("a){}c", bold.around(" two\u{fdd0} words "));
        assert_eq!(plain(&text), "a) two words c");
        let shown = taken_out(&text);
        assert_eq!(shown.lines, "a) two words c");
        assert_eq!(shown.emphasised[0].1.of(&shown.lines), "two words");
        assert_eq!(bold.around("  "), "  ");
    }
}
