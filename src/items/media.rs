//! Pictures and sounds in the texts of an item: marks such as `[image: flag.png]` that name a file.

use std::collections::BTreeSet;

/// How a picture begins in a text; its name and a bracket follow.
pub const IMAGE: &str = "[image: ";

/// How a sound does.
pub const SOUND: &str = "[sound: ";

/// Returns the names of pictures and sounds that stand in a text.
///
/// ```
/// use suraq::items::media::named_in;
///
/// assert_eq!(named_in("Say [sound: a b.mp3], not [this]"), ["a b.mp3"]);
/// ```
pub fn named_in(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('[') {
        rest = &rest[at..];
        let inner = rest.strip_prefix(IMAGE).or_else(|| rest.strip_prefix(SOUND));
        let end = inner.and_then(|inner| inner.find(']').map(|end| &inner[..end]));
        names.extend(end);
        rest = &rest[1..];
    }
    names
}

/// Whether a text has such a mark in it, be its file there or not.
pub fn is_marked(text: &str) -> bool {
    [IMAGE, SOUND]
        .iter()
        .any(|mark| text.split_once(mark).is_some_and(|(_, rest)| rest.contains(']')))
}

/// Whether a text says nothing beside pictures and sounds.
pub fn is_media_alone(text: &str) -> bool {
    let mut rest = text.to_owned();
    let named: BTreeSet<&str> = named_in(text).into_iter().collect();
    for name in &named {
        for mark in [IMAGE, SOUND] {
            rest = rest.replace(&format!("{mark}{name}]"), "");
        }
    }
    !named.is_empty() && !rest.chars().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::is_marked;
    use super::is_media_alone;
    use super::named_in;

    #[test]
    fn media_stand_in_texts() {
        let text = "Say [sound: a b.mp3] and see [image: x.png], not [this]";
        assert_eq!(named_in(text), ["a b.mp3", "x.png"]);
        assert!(named_in("[image: ").is_empty());
        assert!(!is_media_alone(text) && !is_media_alone("") && !is_media_alone("?!"));
        assert!(is_media_alone("[image: x.png]\n[sound: y.mp3]."));
        assert!(is_marked("[sound: x]") && !is_marked("[sound: x") && !is_marked("sound: x]"));
    }
}
