//! Names of characters in HTML, those of HTML 4, and characters by their number.

/// Names of the characters 160 to 255, in order.
const LATIN: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn \
    sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde \
    Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde \
    Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil \
    egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave \
    uacute ucirc uuml yacute thorn yuml";

/// Names of the characters 913 to 969, in order; `-` where there is none.
const GREEK: &str = "Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi Omicron Pi Rho - Sigma \
    Tau Upsilon Phi Chi Psi Omega - - - - - - - alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu \
    xi omicron pi rho sigmaf sigma tau upsilon phi chi psi omega";

/// The other names.
const OTHERS: &[(&str, char)] = &[
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("OElig", 'Œ'),
    ("oelig", 'œ'),
    ("Scaron", 'Š'),
    ("scaron", 'š'),
    ("Yuml", 'Ÿ'),
    ("fnof", 'ƒ'),
    ("circ", 'ˆ'),
    ("tilde", '˜'),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("thinsp", '\u{2009}'),
    ("zwnj", '\u{200c}'),
    ("zwj", '\u{200d}'),
    ("lrm", '\u{200e}'),
    ("rlm", '\u{200f}'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bdquo", '„'),
    ("dagger", '†'),
    ("Dagger", '‡'),
    ("bull", '•'),
    ("hellip", '…'),
    ("permil", '‰'),
    ("prime", '′'),
    ("Prime", '″'),
    ("lsaquo", '‹'),
    ("rsaquo", '›'),
    ("oline", '‾'),
    ("frasl", '⁄'),
    ("euro", '€'),
    ("trade", '™'),
    ("larr", '←'),
    ("uarr", '↑'),
    ("rarr", '→'),
    ("darr", '↓'),
    ("harr", '↔'),
    ("lArr", '⇐'),
    ("rArr", '⇒'),
    ("hArr", '⇔'),
    ("forall", '∀'),
    ("part", '∂'),
    ("exist", '∃'),
    ("empty", '∅'),
    ("nabla", '∇'),
    ("isin", '∈'),
    ("notin", '∉'),
    ("ni", '∋'),
    ("prod", '∏'),
    ("sum", '∑'),
    ("minus", '−'),
    ("lowast", '∗'),
    ("radic", '√'),
    ("prop", '∝'),
    ("infin", '∞'),
    ("ang", '∠'),
    ("and", '∧'),
    ("or", '∨'),
    ("cap", '∩'),
    ("cup", '∪'),
    ("int", '∫'),
    ("there4", '∴'),
    ("sim", '∼'),
    ("cong", '≅'),
    ("asymp", '≈'),
    ("ne", '≠'),
    ("equiv", '≡'),
    ("le", '≤'),
    ("ge", '≥'),
    ("sub", '⊂'),
    ("sup", '⊃'),
    ("sube", '⊆'),
    ("supe", '⊇'),
    ("oplus", '⊕'),
    ("otimes", '⊗'),
    ("perp", '⊥'),
    ("sdot", '⋅'),
    ("check", '✓'),
    ("star", '☆'),
    ("lbrace", '{'),
    ("rbrace", '}'),
    ("lbrack", '['),
    ("rbrack", ']'),
    ("lpar", '('),
    ("rpar", ')'),
    ("colon", ':'),
    ("num", '#'),
    ("dollar", '$'),
    ("percnt", '%'),
    ("bsol", '\\'),
    ("sol", '/'),
    ("NewLine", '\n'),
    ("Tab", '\t'),
];

/// Longest name, in bytes.
const LONGEST: usize = 10;

/// Returns the character that stands at the beginning of `text`, which begins with `&`, and how many
/// bytes it takes; `None` where it is no entity.
pub(super) fn entity(text: &str) -> Option<(char, usize)> {
    let inner = &text[1..];
    let end = inner
        .bytes()
        .take(LONGEST + 1)
        .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#')
        .count();
    let name = &inner[..end];
    let closed = inner.as_bytes().get(end) == Some(&b';');
    let length = 1 + end + usize::from(closed);
    if let Some(number) = name.strip_prefix('#') {
        return Some((numbered(number)?, length));
    }
    // Browsers understand only a few names without their semicolon.
    if !closed && !matches!(name, "amp" | "lt" | "gt" | "quot" | "nbsp") {
        return None;
    }
    Some((named(name)?, length))
}

fn numbered(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => number.parse().ok()?,
    };
    let letter = char::from_u32(code)?;
    match letter.is_control() && !matches!(letter, '\n' | '\t') {
        true => Some('\u{fffd}'),
        false => Some(letter),
    }
}

fn named(name: &str) -> Option<char> {
    if let Some((_, letter)) = OTHERS.iter().find(|(known, _)| *known == name) {
        return Some(*letter);
    }
    let place = |names: &str| names.split_whitespace().position(|known| known == name);
    let code = match place(LATIN) {
        Some(place) => 160 + place,
        None => 913 + place(GREEK)?,
    };
    char::from_u32(u32::try_from(code).ok()?)
}

#[cfg(test)]
mod tests {
    use super::entity;

    #[test]
    fn names_and_numbers_are_characters() {
        for (text, letter) in [
            ("&amp;x", '&'),
            ("&nbsp;", '\u{a0}'),
            ("&yuml;", 'ÿ'),
            ("&eacute;", 'é'),
            ("&Alpha;", 'Α'),
            ("&omega;", 'ω'),
            ("&#1241;", 'ә'),
            ("&#x4D9;", 'ә'),
            ("&hellip;", '…'),
        ] {
            assert_eq!(entity(text).map(|(letter, _)| letter), Some(letter), "{text}");
        }
        assert_eq!(entity("&lt;b"), Some(('<', 4)));
        assert_eq!(entity("&lt b"), Some(('<', 3)));
    }

    #[test]
    fn what_is_no_entity_stays() {
        for text in [
            "&",
            "& b",
            "&unknown;",
            "&eacute",
            "&#;",
            "&#xFFFFFFFF;",
            "&-;",
            "&ә;",
        ] {
            assert_eq!(entity(text), None, "{text}");
        }
        assert_eq!(entity("&#0;"), Some(('\u{fffd}', 4)));
    }
}
