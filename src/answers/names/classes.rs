//! Words that only say what kind of thing a name stands for: party, city, region.

use crate::answers::forms::Form;

/// Classes of places: they tell Almaty the city from Almaty the region.
const PLACES: &[&str] = &[
    "city town қаласы qalasy город қала",
    "village aul settlement ауылы auyly село",
    "region oblast province облысы oblysy область",
    "district raion rayon ауданы audany район",
    "country state republic республикасы республика",
];

/// Other classes; leaving them out loses nothing.
const OTHERS: &str = "party platform programme program project organisation organization foundation fund newspaper \
    magazine journal river lake mountain mountains sea steppe партия партиясы movement campaign operation treaty \
    street avenue company association alliance foundation cosmodrome airport station strait desert union war \
    agreement club newspaper кеңесі қозғалысы движение космодром";

/// The class a word names: places by number, all others alike.
fn place_class(word: &str) -> Option<usize> {
    let word = word.strip_suffix("'s").unwrap_or(word);
    PLACES
        .iter()
        .position(|words| words.split(' ').any(|known| known == word))
}

fn is_class(word: &str) -> bool {
    place_class(word).is_some() || OTHERS.split_ascii_whitespace().any(|known| known == word)
}

/// How two names lie to each other once class words are set aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Classes {
    /// One name, with or without its class.
    Agree,
    /// The class is needed and missing: a region may share its name with a city.
    Missing,
    /// One name for two kinds of things.
    Differ,
}

/// The name without class words.
fn bare(form: &Form) -> Form {
    form.without(|word| is_class(word) || matches!(word, "of" | "the"))
}

/// Slips between two names of one class, the class words set aside, as `slips` counts them.
pub(super) fn slips(
    stem: &Form,
    key: &Form,
    typed: &Form,
    slips: impl Fn(&Form, &Form) -> Option<usize>,
) -> Option<usize> {
    let alike = |key: &Form, typed: &Form| slips(key, typed).is_some();
    (compare(stem, key, typed, alike)? == Classes::Agree)
        .then(|| slips(&bare(key), &bare(typed)))
        .flatten()
}

/// Compares two names apart from class words; `None` when the names themselves are not `alike`.
pub(super) fn compare(
    stem: &Form,
    key: &Form,
    typed: &Form,
    alike: impl Fn(&Form, &Form) -> bool,
) -> Option<Classes> {
    if !alike(&bare(key), &bare(typed)) || bare(key).words.iter().all(|word| is_class(word)) {
        return None;
    }
    let class = |form: &Form| form.words.iter().find_map(|word| place_class(word));
    let asked = class(stem);
    Some(match (class(key), class(typed)) {
        (Some(class), Some(typed_class)) if class != typed_class => Classes::Differ,
        (Some(class), None) if asked != Some(class) => Classes::Missing,
        (None, Some(class)) if asked.is_some_and(|asked| asked != class) => Classes::Differ,
        _ => Classes::Agree,
    })
}

#[cfg(test)]
mod tests {
    use super::Classes;
    use super::compare;
    use crate::answers::forms::Form;

    fn check(stem: &str, key: &str, typed: &str, expected: Option<Classes>) {
        assert_eq!(
            compare(
                &Form::new(stem),
                &Form::new(key),
                &Form::new(typed),
                Form::is_same
            ),
            expected,
            "{key} | {typed}"
        );
    }

    #[test]
    fn a_class_word_may_stand_or_not() {
        check("Which party won?", "Birlik Party", "Birlik", Some(Classes::Agree));
        check(
            "Which party won?",
            "Birlik",
            "the Birlik party",
            Some(Classes::Agree),
        );
        check(
            "In which city?",
            "Almaty",
            "the city of Almaty",
            Some(Classes::Agree),
        );
    }

    #[test]
    fn a_region_is_no_city() {
        check("In which city?", "Almaty", "Almaty region", Some(Classes::Differ));
        check("Where?", "Almaty Region", "Almaty", Some(Classes::Missing));
        check(
            "In which region?",
            "Almaty Region",
            "Almaty",
            Some(Classes::Agree),
        );
        check("Which party won?", "Birlik", "party", None);
    }
}
