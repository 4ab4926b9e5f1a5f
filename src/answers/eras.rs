//! Eras that are named before or behind a time: `480 BC`, `II в. до н. э.`, `б.з.б. X ғасыр`.

/// Letters of the names of the time before our era.
const BEFORE: [&str; 11] = [
    "bc",
    "bce",
    "донэ",
    "донашейэры",
    "дорх",
    "бзб",
    "бзд",
    "біздіңзаманымызғадейін",
    "біздіңзаманымызғадейінгі",
    "біздіңдәуірімізгедейін",
    "біздіңдәуірімізгедейінгі",
];

/// Those of the names of our era.
const OURS: [&str; 6] = ["ad", "ce", "нэ", "нашейэры", "бз", "біздіңзаманымыздың"];

/// Returns whether a text names the time before our era, and the text without the name of an era.
pub(super) fn without_era(text: &str) -> (bool, &str) {
    // "до н. э." alone is no "до" of our era.
    if is_one_of(text, &BEFORE) {
        return (false, text);
    }
    let found = without(text, &BEFORE).map(|rest| (true, rest));
    found
        .or_else(|| without(text, &OURS).map(|rest| (false, rest)))
        .unwrap_or((false, text))
}

/// Takes one of `eras` off the end of a text or its beginning; `None` where none stands there, or nothing else.
fn without<'a>(text: &'a str, eras: &[&str]) -> Option<&'a str> {
    let text = text.trim();
    let blanks = text.char_indices().filter(|(_, sign)| sign.is_whitespace());
    let mut parted = blanks.map(|(at, _)| text.split_at(at));
    parted.find_map(|(first, last)| match () {
        () if is_one_of(last, eras) => Some(first.trim_end()),
        () if is_one_of(first, eras) => Some(last.trim_start()),
        () => None,
    })
}

/// Whether the letters of a text are those of an era, whatever stops and blanks stand between.
fn is_one_of(text: &str, eras: &[&str]) -> bool {
    let has_other = |sign: char| !sign.is_alphabetic() && !sign.is_whitespace() && !".()".contains(sign);
    let letters = || {
        text.chars()
            .filter(|sign| sign.is_alphabetic())
            .flat_map(char::to_lowercase)
    };
    !text.contains(has_other) && eras.iter().any(|era| letters().eq(era.chars()))
}

#[cfg(test)]
mod tests {
    use super::without_era;

    #[test]
    fn an_era_is_taken_off_whatever_blanks_it_has() {
        for text in [
            "II в. до н. э.",
            "II в. до н.э.",
            "II в. (до н. э.)",
            "II в. до нашей эры",
            "BC II в.",
        ] {
            assert_eq!(without_era(text), (true, "II в."), "{text}");
        }
        for text in ["II в. н. э.", "AD II в.", "II в."] {
            assert_eq!(without_era(text), (false, "II в."), "{text}");
        }
        assert_eq!(without_era("б. з. б. II ғ."), (true, "II ғ."));
        assert_eq!(without_era("до н. э."), (false, "до н. э."));
    }
}
