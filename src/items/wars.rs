//! The years of the two world wars, which bound what happened in them.
//!
//! Whoever knows that an air raid belongs to the war need not know the raid to strike
//! out the years of peace. Nothing here knows of other wars.

/// First and last year of each.
const WARS: &[(i16, i16)] = &[(1914, 1918), (1939, 1945)];

/// Words of what one meets in war alone.
const OF_WAR: &[&str] = &[
    "war",
    "battle",
    "siege",
    "bombed",
    "bombing",
    "bomb",
    "invaded",
    "invade",
    "invasion",
    "troops",
    "army",
    "regiment",
    "battalion",
    "squadron",
    "brigade",
    "division",
    "gestapo",
    "nazi",
    "nazis",
    "wehrmacht",
    "luftwaffe",
    "raf",
    "ss",
    "raid",
    "raids",
    "fleet",
    "occupied",
    "occupy",
    "liberated",
    "liberate",
    "surrendered",
    "surrender",
    "armistice",
    "blitz",
    "offensive",
    "torpedoed",
    "torpedo",
    "combat",
    "ghetto",
    "auschwitz",
];

/// The years of the war in which what `told` speaks of took place, if it was one.
pub fn around(year: i16, told: &str) -> Option<(i16, i16)> {
    let war = WARS.iter().find(|(from, to)| (*from..=*to).contains(&year))?;
    let is_of_war = told
        .split(|letter: char| !letter.is_alphanumeric())
        .any(|word| OF_WAR.contains(&word.to_lowercase().as_str()));
    is_of_war.then_some(*war)
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
}
