//! How many slips of the hand lie between two folded words, and how many are forgiven.

use super::forms::Part;

/// Edits forgiven in a folded word: none up to 4 letters, one up to 8, two above.
///
/// Source: among 64 surnames of one country's politics two pairs are one edit
/// apart and eight are two, so longer words may have more slips, short ones none.
pub(super) fn budget(letters: usize) -> usize {
    match letters {
        0..=4 => 0,
        5..=8 => 1,
        _ => 2,
    }
}

/// Slips between two folded words: letters left out, added, changed, or two neighbours swapped.
///
/// `None` when there are more than `most`; words of very different length are not compared.
pub(super) fn slips(left: &str, right: &str, most: usize) -> Option<usize> {
    let (left_letters, right_letters) = (left.chars().count(), right.chars().count());
    if left_letters.abs_diff(right_letters) > most {
        return None;
    }
    if left == right {
        return Some(0);
    }
    if most == 0 {
        return None;
    }
    let distance = strsim::osa_distance(left, right);
    (distance <= most).then_some(distance)
}

/// Slips between a key and an answer, when they may be forgiven.
///
/// They are counted in the folded words and in the letters as spelt, and the
/// fewer count: "Annna" folds to "ana" and is still one slip away from "Annan".
pub(super) fn forgivable_part(key: &Part, typed: &Part) -> Option<usize> {
    let by_sound = forgivable(&key.sound, &typed.sound);
    if by_sound == Some(0) {
        return by_sound;
    }
    let by_letters = forgivable(&key.spelt, &typed.spelt);
    by_sound.into_iter().chain(by_letters).min()
}

/// The fewest slips between two names, by sound or by letters; `None` when more than `most`.
pub(super) fn slips_of_part(left: &Part, right: &Part, most: usize) -> Option<usize> {
    let by_sound = slips(&left.sound, &right.sound, most);
    by_sound
        .into_iter()
        .chain(slips(&left.spelt, &right.spelt, most))
        .min()
}

/// Slips between two words in one spelling, when they may be forgiven.
///
/// The budget is that of the key, but a word as short as those that are never
/// forgiven is not forgiven as an answer either. The first letter must be right,
/// unless the first two are swapped.
pub(super) fn forgivable(key: &str, typed: &str) -> Option<usize> {
    let most = budget(key.chars().count());
    let most = if budget(typed.chars().count()) == 0 {
        0
    } else {
        most
    };
    let slips = slips(key, typed, most)?;
    (slips == 0 || starts_alike(key, typed)).then_some(slips)
}

/// Whether the first letters agree, or the first two are swapped.
pub(super) fn starts_alike(key: &str, typed: &str) -> bool {
    let mut key = key.chars();
    let mut typed = typed.chars();
    let (Some(first), Some(typed_first)) = (key.next(), typed.next()) else {
        return false;
    };
    first == typed_first || (key.next() == Some(typed_first) && typed.next() == Some(first))
}

#[cfg(test)]
mod tests {
    use super::{forgivable, forgivable_part, slips};
    use crate::answers::forms::Form;

    #[test]
    fn forgives_by_length() {
        assert_eq!(forgivable("mami", "mani"), None);
        assert_eq!(forgivable("tokaev", "tokev"), Some(1));
        assert_eq!(forgivable("tokaev", "tokv"), None);
        assert_eq!(forgivable("nazarbaev", "nazerbev"), Some(2));
    }

    #[test]
    fn the_first_letter_counts_unless_swapped() {
        assert_eq!(forgivable("tokaev", "dokaev"), None);
        assert_eq!(forgivable("tokaev", "otkaev"), Some(1));
    }

    #[test]
    fn slips_are_counted_where_they_are_fewer() {
        let part = |text: &str| Form::new(text).joined();
        assert_eq!(forgivable_part(&part("Annan"), &part("Annna")), Some(1));
        assert_eq!(forgivable_part(&part("Mazhilis"), &part("Mahzilis")), Some(1));
        assert_eq!(forgivable_part(&part("Tokayev"), &part("Toqaev")), Some(0));
        assert_eq!(forgivable_part(&part("Ablai"), &part("Abai")), None);
    }

    #[test]
    fn swapped_neighbours_are_one_slip() {
        assert_eq!(slips("kosanov", "kosnaov", 2), Some(1));
        assert_eq!(slips("a", "abcdefgh", 2), None);
    }
}
