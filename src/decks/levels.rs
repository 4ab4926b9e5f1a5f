//! Levels of a deck's name, as Anki has them: `Group::Title`.

/// Sign between the levels.
pub const LEVEL: &str = "::";

/// Returns the levels of a name that say something, from the outermost on.
pub fn levels(name: &str) -> impl Iterator<Item = &str> {
    let is_blank = |sign: char| sign == ':' || sign.is_whitespace();
    name.split(LEVEL)
        .map(move |level| level.trim_matches(is_blank))
        .filter(|level| !level.is_empty())
}

/// Returns the first of several levels: the decks of one stand together.
pub fn group_of(name: &str) -> Option<&str> {
    let mut levels = levels(name);
    let first = levels.next()?;
    levels.next().map(|_| first)
}

#[cfg(test)]
mod tests {
    use super::group_of;
    use super::levels;

    #[test]
    fn empty_levels_are_none() {
        let of = |name| levels(name).collect::<Vec<_>>().join("|");
        assert_eq!(of("Physics::Optics"), "Physics|Optics");
        assert_eq!(of(" Physics :: Optics::Lenses "), "Physics|Optics|Lenses");
        assert_eq!(of("::a::::b:::"), "a|b");
        assert_eq!(of("a: b"), "a: b");
        assert_eq!(of(":: ::"), "");
    }

    #[test]
    fn a_group_has_something_below_it() {
        assert_eq!(group_of("Physics::Optics::Lenses"), Some("Physics"));
        for name in ["Physics", "Physics::", "::Physics", "::", ""] {
            assert_eq!(group_of(name), None, "{name}");
        }
    }
}
