//! How many slips of the hand lie between two folded words, and how many are forgiven.

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

/// Slips between a folded key and a folded answer, when they may be forgiven.
///
/// The budget is that of the key. The first letter must be right, unless the
/// first two are swapped.
pub(super) fn forgivable(key: &str, typed: &str) -> Option<usize> {
    let slips = slips(key, typed, budget(key.chars().count()))?;
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
    use super::{forgivable, slips};

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
    fn swapped_neighbours_are_one_slip() {
        assert_eq!(slips("kosanov", "kosnaov", 2), Some(1));
        assert_eq!(slips("a", "abcdefgh", 2), None);
    }
}
