//! Text of any source as HTML that Anki shows, and does nothing else with.
//!
//! Signs that would start something there (a field, a cloze, a sound, a formula) are wrapped in an
//! element of their own. Entities would not do: Anki's editor turns them back into the bare sign.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::is_nfc;

use crate::items::Item;
use crate::items::origin::note_of;

use super::formulas;

/// What acts in Anki when it follows a square bracket, in small letters.
const AFTER_BRACKET: &[&str] = &[
    "sound:", "latex]", "/latex]", "$", "/$", "anki:", "/anki:", "[type:",
];

/// What acts when it follows a backslash: formulas, and the environments of TeX.
const AFTER_BACKSLASH: &[&str] = &["(", ")", "[", "]", "begin", "end"];

/// What follows the backslash that opens a formula, and what closes it.
const FORMULAS: &[(&str, &str)] = &[("(", "\\)"), ("[", "\\]")];

/// Writes text as HTML: composed letters, no control characters, lines parted by `<br>`, their
/// indentation as hard spaces.
///
/// What a person wrote, here or in Anki, may have its formulas; of a text that was drawn from a document they are written
/// so that they do nothing. Those that act only set signs, and of what was written here they read as formulas.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Pen {
    formulas: Formulas,
    /// What ends the formula in which the last text stopped.
    close: Option<&'static str>,
}

/// Which formulas of a text act.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Formulas {
    /// None: it was drawn from a document.
    #[default]
    None,
    /// Those that read as one and only set signs: a person wrote it here.
    Reading,
    /// All that only set signs: it came from Anki, or says so.
    Harmless,
    /// All: they stand there already.
    All,
}

/// Returns `text` of any source as HTML in which nothing acts.
pub(super) fn html(text: &str) -> String {
    Pen::default().write(text, "")
}

impl Pen {
    /// The one for the texts of an item, which is known by its id where it came from Anki, and rests on a fact where it
    /// was drawn from a document.
    pub(super) fn of(item: &Item) -> Pen {
        let formulas = match (note_of(&item.id.0), &item.fact) {
            (Some(_), _) => Formulas::Harmless,
            (None, None) => Formulas::Reading,
            (None, Some(_)) => Formulas::None,
        };
        Pen {
            formulas,
            close: None,
        }
    }

    /// Returns a text that stands alone.
    pub(super) fn html(self, text: &str) -> String {
        Pen { close: None, ..self }.write(text, "")
    }

    /// Returns the next piece of a text; a formula may end in `later`, the pieces that follow.
    pub(super) fn write(&mut self, text: &str, later: &str) -> String {
        let composed: String;
        let text = match is_nfc(text) {
            true => text.trim(),
            false => {
                composed = text.nfc().collect();
                composed.trim()
            }
        };
        let mut html = String::with_capacity(text.len() + text.len() / 8);
        let mut before = None;
        let mut begins_line = false;
        for (at, sign) in text.char_indices() {
            let rest = &text[at + sign.len_utf8()..];
            match sign {
                '&' => html.push_str("&amp;"),
                '<' => html.push_str("&lt;"),
                '>' => html.push_str("&gt;"),
                '\n' | '\u{2028}' | '\u{2029}' => html.push_str("<br>"),
                ' ' | '\u{a0}' if begins_line => html.push_str("&nbsp;"),
                '\t' => html.push(' '),
                _ if sign.is_control() || is_no_character(sign) => {}
                _ if self.is_of_formula(sign, before, rest, later) => {
                    // A space between them says nothing in a formula, and neither ends a cloze.
                    if matches!(sign, '{' | '}' | ':') && before == Some(sign) {
                        html.push(' ');
                    }
                    html.push(sign);
                }
                _ if acts(sign, before, rest) => {
                    html.push_str("<span>");
                    html.push(sign);
                    html.push_str("</span>");
                }
                _ => html.push(sign),
            }
            begins_line = match sign {
                '\n' | '\u{2028}' | '\u{2029}' => true,
                ' ' | '\u{a0}' => begins_line,
                _ => false,
            };
            // Two of them are the end of a line in a formula, and the second begins nothing there.
            before = match (sign, before) {
                ('\\', Some('\\')) if self.close.is_some() => None,
                _ => Some(sign),
            };
        }
        html
    }

    /// Whether `sign` opens or closes a formula, or stands within one and does nothing but there.
    fn is_of_formula(&mut self, sign: char, before: Option<char>, rest: &str, later: &str) -> bool {
        let Some(close) = self.close else {
            self.close = FORMULAS
                .iter()
                .filter(|_| self.formulas != Formulas::None && sign == '\\')
                .find(|(open, close)| {
                    let inside = rest.strip_prefix(open);
                    inside.is_some_and(|inside| self.is_formula(before, inside, later, close))
                })
                .map(|(_, close)| *close);
            return self.close.is_some();
        };
        if sign == '\\' && before != Some('\\') && close.ends_with(|end| rest.starts_with(end)) {
            self.close = None;
            return true;
        }
        match sign {
            '\\' => !rest.starts_with(['(', '[']) || before == Some('\\'),
            '[' => !acts_in_brackets(rest),
            _ => true,
        }
    }

    /// Whether a formula begins with `inside`, of which it may have only the first part, and acts.
    fn is_formula(self, before: Option<char>, inside: &str, later: &str, close: &str) -> bool {
        if self.formulas == Formulas::All {
            return inside.contains(close) || later.contains(close);
        }
        let whole: Cow<'_, str> = match formulas::end(inside, close) {
            Some(_) => inside.into(),
            None => format!("{inside}{later}").into(),
        };
        let Some(end) = formulas::end(&whole, close) else {
            return false;
        };
        let after = whole[end + close.len()..].chars().next();
        let inside = &whole[..end];
        let reads = self.formulas == Formulas::Harmless || formulas::reads_as_one(before, inside, after);
        reads && formulas::is_harmless(inside)
    }
}

/// Whether a text has a formula in it.
pub(super) fn names_formula(text: &str) -> bool {
    let begins = text
        .match_indices('\\')
        .map(|(at, sign)| &text[at + sign.len()..]);
    begins.into_iter().any(|rest| {
        let mut formulas = FORMULAS.iter();
        formulas.any(|(open, close)| rest.strip_prefix(open).is_some_and(|rest| rest.contains(close)))
    })
}

/// Whether HTML that was made here has the signs of a formula in it, which do nothing there.
pub(super) fn has_formula(html: &str) -> bool {
    const SIGN: &str = "<span>\\</span>";
    let closes = |rest: &str, close: &str| rest.contains(&format!("{SIGN}{close}"));
    html.match_indices(SIGN).any(|(at, _)| {
        let rest = &html[at + SIGN.len()..];
        rest.starts_with('(') && closes(rest, ")") || rest.starts_with('[') && closes(rest, "]")
    })
}

/// Returns HTML that was made here with its formulas acting where they stand in `there`, HTML from Anki, too.
pub(super) fn with_formulas(html_here: &str, there: &str) -> String {
    let pen = Pen {
        formulas: Formulas::All,
        close: None,
    };
    let mut written = html_here.to_owned();
    let mut rest = there;
    while let Some(at) = rest.find('\\') {
        let formula = FORMULAS.iter().find_map(|(open, close)| {
            let inside = rest[at + 1..].strip_prefix(open)?;
            let end = at + 1 + open.len() + inside.find(close)? + close.len();
            Some(&rest[at..end])
        });
        match formula {
            Some(formula) => {
                let text = plain(formula);
                written = written.replace(&html(&text), &pen.html(&text));
                rest = &rest[at + formula.len()..];
            }
            None => rest = &rest[at + 1..],
        }
    }
    written
}

/// Whether Anki might take `sign` for the beginning or end of something.
fn acts(sign: char, before: Option<char>, rest: &str) -> bool {
    match sign {
        '{' | '}' => true,
        // At either end it might meet the colons of a cloze.
        ':' => before.is_none_or(|before| before == ':') || rest.is_empty() || rest.starts_with(':'),
        '\\' => AFTER_BACKSLASH.iter().any(|word| rest.starts_with(word)),
        '[' => acts_in_brackets(rest),
        _ => false,
    }
}

/// Whether `text` would act with a square bracket before it, as a hint of a cloze is shown.
pub(super) fn acts_in_brackets(text: &str) -> bool {
    let start: String = text.chars().take(8).flat_map(char::to_lowercase).collect();
    AFTER_BRACKET.iter().any(|word| start.starts_with(word))
}

/// Places that Unicode keeps free of characters for ever.
fn is_no_character(sign: char) -> bool {
    let number = u32::from(sign);
    (0xfdd0..=0xfdef).contains(&number) || number & 0xfffe == 0xfffe
}

/// How a picture begins.
const IMAGE: &str = "<img src=\"";

/// Returns what is left of HTML made here when tags and entities are gone, as Anki sorts and compares it.
///
/// Of a picture its name is left, between spaces.
pub(super) fn plain(html: &str) -> String {
    let mut plain = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        plain.push_str(&rest[..at]);
        let image = rest[at..].strip_prefix(IMAGE);
        if let Some((name, _)) = image.and_then(|image| image.split_once('"')) {
            plain.push_str(&format!(" {name} "));
        }
        rest = rest[at..].find('>').map_or("", |end| &rest[at + end + 1..]);
    }
    plain.push_str(rest);
    if plain.contains('&') {
        plain = plain
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&#123;", "{")
            .replace("&#125;", "}")
            .replace("&nbsp;", " ")
            .replace("&quot;", "\"")
            .replace("&amp;", "&");
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::Formulas;
    use super::Pen;
    use super::has_formula;
    use super::html;
    use super::names_formula;
    use super::plain;
    use super::with_formulas;
    use crate::items::FactId;
    use crate::items::Item;
    use crate::items::ItemId;

    #[test]
    fn formulas_of_anki_stay_formulas_and_nothing_else_acts() {
        let pen = Pen {
            formulas: Formulas::All,
            close: None,
        };
        for (text, expected) in [
            (r"Is \(a^2+b^2\) it?", r"Is \(a^2+b^2\) it?"),
            (r"\[\begin{x}1 < 2\end{x}\]", r"\[\begin{x}1 &lt; 2\end{x}\]"),
            (r"\(\frac{a}{{b}}\)", r"\(\frac{a}{ {b} }\)"),
            (r"\(x::[latex]\)", r"\(x: :<span>[</span>latex]\)"),
            (r"\(never closed", r"<span>\</span>(never closed"),
            (
                r"x\) {{Front}}",
                r"x<span>\</span>) <span>{</span><span>{</span>Front<span>}</span><span>}</span>",
            ),
        ] {
            assert_eq!(pen.html(text), expected, "{text}");
        }
    }

    #[test]
    fn formulas_that_a_person_wrote_act_and_those_of_a_document_do_not() {
        let mut item = Item::new(r"What is \(a^2\)?", "area");
        assert_eq!(Pen::of(&item).html(&item.stem), r"What is \(a^2\)?");
        item.fact = Some(FactId("area".to_owned()));
        assert_eq!(
            Pen::of(&item).html(&item.stem),
            r"What is <span>\</span>(a^2<span>\</span>)?"
        );
        item.fact = None;
        let link = r"\(\href{javascript:x()}{a}\) \[b\]";
        assert!(!Pen::of(&item).html(link).contains(r"\(") && Pen::of(&item).html(link).ends_with(r"\[b\]"));
        let token = r#"\(\mmlToken{mi}[href="javascript:x()"]{x}\) \(\bbox[background:url(https://example.org/y.png)]{a}\)"#;
        assert!(has_formula(&Pen::of(&item).html(token)) && !Pen::of(&item).html(token).contains(r"\("));
        item.id = ItemId("anki-abcdefghijklm-1".to_owned());
        // An id says nothing of who wrote it.
        assert!(!Pen::of(&item).html(link).contains(r"\("));
        assert_eq!(Pen::of(&item).html(r"s/\(a\)b"), r"s/\(a\)b");
        assert!(names_formula(r"is \(x\)") && names_formula(r"\[x\]"));
        assert!(!names_formula(r"C:\data \(x \] 5 $x$"));
    }

    #[test]
    fn code_that_a_person_wrote_is_no_formula() {
        let pen = Pen::of(&Item::new("Which?", "one"));
        for code in [
            r#"What does sed "s/\(a*\)b/\1/" do?"#,
            r"\(a\)\+",
            r"PS1=\[\033[1m\]bold",
            r"grep '\(ab\)' names",
            r"find . \( -name '*.c' -o -name '*.h' \) -print",
            r"\(a{\) \mmlToken x[href=y]z \(b}\)",
        ] {
            let written = pen.html(code);
            assert!(!written.contains(r"\(") && !written.contains(r"\["), "{written}");
            assert!(has_formula(&written), "{written}");
        }
        for formula in [
            r"Is (\(x\)) it, \(y\)-axis, “\(z\)”?",
            r"\(a\\\)",
            r"\[ a \\ b \\\]",
        ] {
            assert_eq!(pen.html(formula), formula);
        }
    }

    #[test]
    fn ordinary_text_stays_as_it_is() {
        for text in [
            "Ауыл әкімі: ең жоғары",
            "He said “no” (twice) [sic] at 10:30 for 5 $.",
            "C:\\data",
        ] {
            assert_eq!(html(text), text);
        }
    }

    #[test]
    fn nothing_in_a_source_acts() {
        for (text, expected) in [
            (
                "{{Front}}",
                "<span>{</span><span>{</span>Front<span>}</span><span>}</span>",
            ),
            ("a::b", "a<span>:</span><span>:</span>b"),
            (
                "[sound:x.mp3] [LaTeX]",
                "<span>[</span>sound:x.mp3] <span>[</span>LaTeX]",
            ),
            ("[[type:Answer]]", "<span>[</span>[type:Answer]]"),
            (r"\(x\) \[y", r"<span>\</span>(x<span>\</span>) <span>\</span>[y"),
            ("1 < 2 & <b>", "1 &lt; 2 &amp; &lt;b&gt;"),
            ("one\r\ntwo\u{7}\u{1f}\tthree\u{ffff}", "one<br>two three"),
        ] {
            assert_eq!(html(text), expected, "{text:?}");
        }
    }

    #[test]
    fn formulas_that_stand_there_too_act() {
        let there = r"so <b>\(a^{b^{c}}\)</b> &amp; \[x &lt; y\]";
        let here = html(r"now \(a^{b^{c}}\), \[x < y\] and \(z\)");
        let written = with_formulas(&here, there);
        assert!(
            written.contains(r"now \(a^{b^{c} }\), \[x &lt; y\] and <span>\</span>(z"),
            "{written}"
        );
        assert!(has_formula(&written) && !has_formula(&with_formulas(&here, &format!(r"{there} \(z\)"))));
    }

    #[test]
    fn signs_of_formulas_are_known() {
        assert!(has_formula(&html(r"Is \(x^2\) it?")) && has_formula(&html(r"\[y\]")));
        assert!(!has_formula(&html(r"grep '\(x' C:\data")) && !has_formula(&html(r"\begin{x}")));
    }

    #[test]
    fn letters_are_composed() {
        assert_eq!(html("и\u{306}"), "й");
    }

    #[test]
    fn tags_and_entities_go_again() {
        for text in ["a::b {{c1::x}} [sound:x] 1 < 2 & 3", r"\(x\)"] {
            assert_eq!(plain(&html(text)), text);
        }
        assert_eq!(plain("one<br>two"), "onetwo");
    }

    #[test]
    fn lines_keep_their_indentation() {
        assert_eq!(
            html("if x:\n    y  z\nw"),
            "if x:<br>&nbsp;&nbsp;&nbsp;&nbsp;y  z<br>w"
        );
        assert_eq!(plain(&html("if x:\n  y")), "if x:  y");
    }
}
