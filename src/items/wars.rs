//! The years of the two world wars, which bound what happened in them.
//!
//! Whoever knows that an air raid belongs to the war need not know the raid to strike
//! out the years of peace. Nothing here knows of other wars.

/// First and last year of each.
const WARS: &[(i16, i16)] = &[(1914, 1918), (1939, 1945)];

/// Words that name a war or what is done in war alone.
const SURE: &[&str] = &[
    "bombed",
    "bombing",
    "bombardment",
    "siege",
    "besieged",
    "invaded",
    "invade",
    "invasion",
    "armistice",
    "blitz",
    "torpedoed",
    "gestapo",
    "nazi",
    "nazis",
    "wehrmacht",
    "luftwaffe",
    "auschwitz",
];

/// Words of war that are said of other things too, each in its forms: two of them are asked for. Divisions,
/// fleets, offensives and the like are none: football and companies have them.
const LOOSE: &[&[&str]] = &[
    &["war", "wars", "wartime"],
    &["battle", "battles"],
    &["bomb", "bombs"],
    &["troops"],
    &["army", "armies"],
    &["regiment", "battalion"],
    &["raf"],
    &["ss"],
    &["raid", "raids"],
    &["occupied", "occupy", "occupation"],
    &["liberated", "liberate", "liberation"],
    &["surrendered", "surrender"],
    &["torpedo"],
    &["combat"],
    &["ghetto"],
    &["captured", "capture"],
];

/// Two words that together name a war or what is done in war alone.
const PAIRS: &[(&str, &str)] = &[
    ("world", "war"),
    ("great", "war"),
    ("the", "war"),
    ("battle", "of"),
    ("air", "raid"),
    ("air", "raids"),
];

/// The years of the war in which what `told` speaks of took place, if it was surely one.
pub fn around(year: i16, told: &str) -> Option<(i16, i16)> {
    let war = WARS.iter().find(|(from, to)| (*from..=*to).contains(&year))?;
    let words: Vec<String> = told
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let has = |known: &[&str]| words.iter().any(|word| known.contains(&word.as_str()));
    let has_pair = words
        .windows(2)
        .any(|pair| PAIRS.contains(&(pair[0].as_str(), pair[1].as_str())));
    let loose = LOOSE.iter().filter(|forms| has(forms)).count();
    (has(SURE) || has_pair || loose > 1).then_some(*war)
}

#[cfg(test)]
mod tests {
    use super::around;

    #[test]
    fn what_is_of_war_has_its_years() {
        let told = "Ann Lund was questioned by the Gestapo.";
        assert_eq!(around(1944, told), Some((1939, 1945)));
        assert_eq!(around(1947, told), None);
        assert_eq!(around(1917, "Troops occupied Berdi."), Some((1914, 1918)));
        assert_eq!(around(1917, "Ann Lund won the Velk Prize."), None);
    }
    #[test]
    fn words_that_are_of_peace_too_need_a_second_one() {
        for told in [
            "In which year did Velk leave the Football League Second Division?",
            "The Northern Fleet of buses was sold, and a squadron of clerks left.",
            "The offensive line of Berdi won the match.",
            "Ann Lund joined the Salvation Army.",
            "When did Lund occupy the post? Lund occupied the post.",
            "The SS Berdi was launched.",
        ] {
            assert_eq!(around(1917, told), None, "{told}");
        }
        for told in [
            "A division of Berdi was bombed.",
            "The army surrendered at Velk.",
            "Lund fell in the Battle of Velk.",
            "Lund served in the First World War.",
            "Lund was killed in an air raid.",
        ] {
            assert_eq!(around(1917, told), Some((1914, 1918)), "{told}");
        }
    }
}
