//! How a note that Suraq wrote elsewhere reads in Anki, where a note from here would be written otherwise though it says
//! the same: wrong options in another order, the era of a fact that only a tag tells, signs of layout.
//!
//! Who takes such a note in and exports it again changes nothing of it but what was edited here: each part is written
//! as it is there for as long as it reads here as it did when it came.

use std::collections::BTreeSet;

use serde::Deserialize;
use serde::Serialize;
use twox_hash::XxHash3_64;

/// What a note consists of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wording {
    /// HTML, in the order in which Suraq writes fields.
    pub fields: Vec<String>,
    /// Its tags.
    pub tags: BTreeSet<String>,
}

/// Where a note there is another than the one from here that says the same. Of a large deck there are as many as notes,
/// and each has few parts: they are lists, for maps would take several times the memory.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AsThere {
    /// Fields by their places.
    #[serde(default, skip_serializing_if = "Vec::is_empty", with = "by_place")]
    fields: Vec<(usize, Field)>,
    /// Tags that only the note there has, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    more: Vec<String>,
    /// Tags that only the one from here has, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    less: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Field {
    /// Hash of the field from here.
    ours: u64,
    /// The field there.
    there: String,
}

impl AsThere {
    /// Compares the two; nothing where they are the same. Fields with pictures and sounds may name them otherwise here,
    /// and are not kept.
    pub fn of(ours: &Wording, there: &Wording) -> Option<AsThere> {
        let has_media = |field: &str| field.contains("<img") || field.contains("[sound:");
        let both = ours.fields.iter().zip(&there.fields).enumerate();
        let differing =
            both.filter(|(_, (ours, there))| ours != there && !has_media(ours) && !has_media(there));
        let fields = differing.map(|(place, (ours, there))| {
            let field = Field {
                ours: hash(ours),
                there: there.clone(),
            };
            (place, field)
        });
        let found = AsThere {
            fields: fields.collect(),
            more: there.tags.difference(&ours.tags).cloned().collect(),
            less: ours.tags.difference(&there.tags).cloned().collect(),
        };
        (found != AsThere::default()).then_some(found)
    }

    /// The field at a place as it is there, where `ours` reads as it did then.
    pub fn field<'a>(&'a self, place: usize, ours: &'a str) -> &'a str {
        let known = self.known(place).filter(|known| known.ours == hash(ours));
        known.map_or(ours, |known| &known.there)
    }

    /// The field at a place as it was there, where `ours` was edited here since.
    pub fn edited(&self, place: usize, ours: &str) -> Option<&str> {
        let known = self.known(place).filter(|known| known.ours != hash(ours));
        known.map(|known| known.there.as_str())
    }

    fn known(&self, place: usize) -> Option<&Field> {
        let mut fields = self.fields.iter();
        fields.find(|(known, _)| *known == place).map(|(_, field)| field)
    }

    /// The tags that the note gets, of those that it would get from here.
    pub fn tags<'a>(&'a self, ours: impl Iterator<Item = &'a str>) -> BTreeSet<&'a str> {
        let stay = ours.filter(|tag| !self.less.iter().any(|less| less == tag));
        stay.chain(self.more.iter().map(String::as_str)).collect()
    }
}

/// Fields as an object with their places as names.
mod by_place {
    use std::collections::BTreeMap;

    use serde::Deserialize;
    use serde::Deserializer;
    use serde::Serializer;

    use super::Field;

    pub(super) fn serialize<S: Serializer>(
        fields: &[(usize, Field)],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_map(fields.iter().map(|(place, field)| (place, field)))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Vec<(usize, Field)>, D::Error> {
        let fields: BTreeMap<usize, Field> = BTreeMap::deserialize(deserializer)?;
        Ok(fields.into_iter().collect())
    }
}

fn hash(text: &str) -> u64 {
    XxHash3_64::oneshot(text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::AsThere;
    use super::Wording;

    fn wording(fields: &[&str], tags: &[&str]) -> Wording {
        Wording {
            fields: fields.iter().map(|field| (*field).to_owned()).collect(),
            tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
        }
    }

    #[test]
    fn a_part_is_as_there_until_it_is_edited_here() {
        let ours = wording(&["Which?", "a b c", "c"], &["core", "water"]);
        let there = wording(&["Which?", "c a b", "c"], &["water", "era"]);
        let found = AsThere::of(&ours, &there).unwrap();
        assert_eq!(found.field(0, "What?"), "What?");
        assert_eq!(found.field(1, "a b c"), "c a b");
        assert_eq!(found.field(1, "a b d"), "a b d");
        let tags = found.tags(["core", "fresh", "water"].into_iter());
        assert_eq!(tags.into_iter().collect::<Vec<_>>(), ["era", "fresh", "water"]);
        let text = serde_json::to_string(&found).unwrap();
        assert!(
            text.contains("\"fields\":{\"1\":{\"ours\":"),
            "as earlier versions kept it: {text}"
        );
        assert_eq!(serde_json::from_str::<AsThere>(&text).unwrap(), found);
    }

    #[test]
    fn what_is_the_same_or_names_media_is_not_kept() {
        let one = wording(&["<img src=\"a.png\">"], &["water"]);
        assert_eq!(AsThere::of(&one, &one), None);
        assert_eq!(
            AsThere::of(&wording(&["<img src=\"b.png\">"], &["water"]), &one),
            None
        );
    }
}
