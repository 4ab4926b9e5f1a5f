//! The kinds of signs that stand around a stop.

pub(super) fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '\u{1F600}'..='\u{1F64F}')
}

pub(super) fn is_closer(c: char) -> bool {
    matches!(c, '"' | '”' | '’' | '\'' | '»') || is_bracket(c) || is_note_sign(c)
}

/// Signs of footnotes that stand behind a stop.
pub(super) fn is_note_sign(c: char) -> bool {
    matches!(
        c,
        '*' | '†' | '‡' | '¹' | '²' | '³' | '⁴' | '⁵' | '⁶' | '⁷' | '⁸' | '⁹' | '⁰'
    )
}

/// Faces and other small pictures that people set behind a sentence.
pub(super) fn is_picture(c: char) -> bool {
    matches!(
        c,
        '\u{1F300}'..='\u{1FAFF}' | '☹' | '☺' | '❤' | '\u{FE0F}' | '\u{200D}'
    )
}

pub(super) fn is_bracket(c: char) -> bool {
    matches!(c, ')' | ']' | '}')
}

pub(super) fn is_opening(c: char) -> bool {
    matches!(
        c,
        '"' | '“' | '‘' | '\'' | '«' | '(' | '[' | '„' | '‚' | '”' | '’'
    )
}

pub(super) fn dashes(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '―')
}

pub(super) fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.len() <= 6 && word.bytes().all(|byte| b"IVXLC".contains(&byte))
}
