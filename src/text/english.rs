//! Whether a text is English, and what it is otherwise.
//!
//! English news about other countries is full of foreign names, which mislead
//! statistics of letters, so English is told by its small words: they make a
//! fifth of any English prose and are hardly ever found in another language.

use whatlang::Script;

/// Fewest words that a judgement can rest on.
const FEWEST_WORDS: usize = 12;
/// Words looked at; a longer text is judged by its beginning.
const MOST_WORDS: usize = 20_000;

/// Small words of English that other languages do not use, or seldom.
#[rustfmt::skip]
const ENGLISH: &[&str] = &[
    "the", "of", "and", "that", "with", "by", "from", "which", "were", "are", "has", "have", "been",
    "this", "their", "they", "it", "its", "but", "not", "who", "would", "there", "said", "his", "she",
    "these", "those", "will", "than", "when", "where", "what", "your", "you", "our", "we", "for",
    "between", "after", "because", "through", "into", "during", "about", "be", "is", "was", "to",
];

/// Returns the English name of the language of `text` when that is not English.
///
/// A text of fewer than twelve words counts as English when it is written in
/// Latin letters, since nothing can be said of it.
pub fn other_language(text: &str) -> Option<String> {
    let (mut words, mut english, mut latin, mut letters) = (0_usize, 0_usize, 0_usize, 0_usize);
    let mut end = 0;
    for word in text
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
    {
        words += 1;
        letters += word.chars().count();
        latin += word.chars().filter(|c| is_latin(*c)).count();
        english += usize::from(word.len() <= 8 && ENGLISH.contains(&word.to_lowercase().as_str()));
        end = word.as_ptr() as usize + word.len() - text.as_ptr() as usize;
        if words == MOST_WORDS {
            break;
        }
    }
    let sample = text.get(..end).unwrap_or(text);
    if letters == 0 {
        return None;
    }
    if 2 * latin < letters {
        return Some(name(sample));
    }
    if words < FEWEST_WORDS || 100 * english >= 12 * words {
        return None;
    }
    let guess = whatlang::detect(sample);
    let guessed_english = guess
        .as_ref()
        .is_some_and(|info| info.lang() == whatlang::Lang::Eng);
    let sure = guess.as_ref().is_some_and(whatlang::Info::is_reliable) || 100 * english < 4 * words;
    (sure && !guessed_english || 100 * english < 2 * words).then(|| name(sample))
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic() || ('\u{C0}'..='\u{24F}').contains(&c) || ('\u{1E00}'..='\u{1EFF}').contains(&c)
}

/// The English name of the likeliest language other than English.
fn name(text: &str) -> String {
    let Some(guess) = whatlang::detect(text) else {
        return "an unknown language".to_owned();
    };
    if guess.script() == Script::Cyrillic
        && let Some(turkic) = turkic(text)
    {
        return turkic.to_owned();
    }
    if guess.lang() == whatlang::Lang::Eng {
        return "an unknown language".to_owned();
    }
    guess.lang().eng_name().to_owned()
}

/// Kazakh and Kyrgyz by the letters that their neighbours lack; the crate knows neither.
fn turkic(text: &str) -> Option<&'static str> {
    let (mut kazakh, mut shared, mut letters) = (0_usize, 0_usize, 0_usize);
    for c in text
        .chars()
        .flat_map(char::to_lowercase)
        .filter(|c| c.is_alphabetic())
    {
        letters += 1;
        kazakh += usize::from(matches!(c, 'ә' | 'ғ' | 'қ' | 'ұ'));
        shared += usize::from(matches!(c, 'ң' | 'ө' | 'ү'));
    }
    if 100 * kazakh >= letters {
        Some("Kazakh")
    } else if 100 * shared >= letters && text.contains(['ң', 'Ң']) {
        Some("Kyrgyz")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::other_language;

    #[test]
    fn english_full_of_names_is_english() {
        for text in [
            "Nurlan Sarsenbayuly Äbdikadyrov and Gülnara Qasymova met Erlan Tólegenuly in Qyzylorda, and the akim of Saryagash was there with them.",
            "The Senate voted.",
            "Votes: Orman 920,620; Lind 568,665; Sarin 110,284; Weiss 43,311; turnout was 56 % of those on the lists.",
        ] {
            assert_eq!(other_language(text), None, "{text}");
        }
    }

    #[test]
    fn other_languages_are_named() {
        for (text, language) in [
            (
                "Гавань старого города была закрыта весной того года, и смотритель маяка уехал.",
                "Russian",
            ),
            (
                "Ескі қаланың айлағы сол жылдың көктемінде жабылды, ал шамшырақ күзетшісі көшіп кетті.",
                "Kazakh",
            ),
            (
                "Эски шаардын булуңу ошол жылдын жазында жабылып, күзөтчү көчүп кетти, үйү да бош калды.",
                "Kyrgyz",
            ),
            (
                "Der Hafen der alten Stadt wurde im Frühjahr des Jahres geschlossen, und der Wärter zog mit seinen Brüdern fort.",
                "German",
            ),
            (
                "El puerto de la vieja ciudad fue cerrado en la primavera de aquel año, y el guardián del faro se fue con sus hermanos.",
                "Spanish",
            ),
            (
                "Eski şehrin limanı o yılın baharında kapatıldı ve fener bekçisi iki kardeşi ve keçisiyle birlikte içerilere taşındı.",
                "Turkish",
            ),
            (
                "Le port de la vieille ville fut fermé au printemps de cette année, et le gardien du phare partit avec ses frères.",
                "French",
            ),
        ] {
            assert_eq!(other_language(text).as_deref(), Some(language), "{text}");
        }
    }

    #[test]
    fn nothing_is_said_of_nothing() {
        assert_eq!(other_language("12 34 !"), None);
    }
}
