//! The order of names as a person counts: chapter 2 stands before chapter 10.

/// Returns what a name is sorted by: every number in it stands behind the count of its digits, so that a shorter
/// one comes first.
pub(super) fn sorting_key(name: &str) -> String {
    let mut key = String::with_capacity(name.len() + 4);
    let mut rest = name;
    while let Some(start) = rest.find(|letter: char| letter.is_ascii_digit()) {
        let (before, numbered) = rest.split_at(start);
        let end = numbered.find(|letter: char| !letter.is_ascii_digit());
        let (number, after) = numbered.split_at(end.unwrap_or(numbered.len()));
        let number = number.trim_start_matches('0');
        key.push_str(before);
        // A digit before the digits: numbers keep their place among letters and signs.
        key.push(char::from(b'0' + number.len().min(9) as u8));
        key.push_str(number);
        rest = after;
    }
    key.push_str(rest);
    key
}

#[cfg(test)]
mod tests {
    use super::sorting_key;

    #[test]
    fn numbers_in_names_are_counted() {
        let ordered = [
            "atlas",
            "part-1-a",
            "part-1-b",
            "part-2",
            "part-10",
            "part-10-a",
            "part-a",
            "part01",
        ];
        let mut names = ordered;
        names.reverse();
        names.sort_by_cached_key(|name| sorting_key(name));
        assert_eq!(names, ordered);
        assert_eq!(sorting_key("year 007"), sorting_key("year 7"));
        assert!(sorting_key("12345678901") > sorting_key("2"));
    }
}
