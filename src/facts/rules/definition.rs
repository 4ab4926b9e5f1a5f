//! What the rules on terms share: whether a definition stands alone, and whether a word is a term and no name.

use crate::facts::scene::{Scene, View};
use crate::language::{Tag, Word, vocabulary};

/// Words that make a definition a judgement, one of many, or lean on other sentences.
const VAGUE: &str = "important superior became major popular famous most good better best bad key example result \
    fact problem reason few many several various certain some another such this these those same he \
    she his her there here now still today serious not also above below following former latter \
    previous above-mentioned i we our you your us however therefore thus probably perhaps arguably \
    respectively vital essential perfect great classic mentioned described recent recently new \
    subset part member members subtype component feature variety rank contrasts somewhere routine \
    formula typically common commonly usually often generally useful while whereas sometimes respective";

/// Kinds of which many are told by the same words.
const CROWDS: &str = "antibiotic antibiotics drug medication medicine plant tree shrub herb flower fish bird animal \
    mammal rodent rodents insect reptile species genus family compound compounds language format \
    specification protocol means frontier glycoside acid salt ester team regiment force company \
    band film game bacterium fungus virus dish soup dessert cheese breed city town village word \
    noun concept position topic subject question issue month term name cause official phrase \
    symptom series marsupial antelope carnivore primate songbird seabird deer monkey dog cat horse unit wine sauce";

/// Words that open what narrows a kind.
const LINKS: &str = "used using sent consisting containing made where whose designed built given worn played between \
    through caused measuring without who that which when whereby performed produced formed based \
    carried required created intended marked characterized characterised needed obtained involving \
    covering added held placed written taken whom dominated describing composed having surrounding occurring \
    associated resulting driven enclosing living concerned dealing employed operated provided defined \
    intended located derived extracted generated given connecting separating governing carrying \
    allowing enabling consisting comprising bounded attached adapted";

fn is_among(word: &Word<'_>, list: &str) -> bool {
    list.split_ascii_whitespace().any(|one| word.is(one))
}

/// Whether the words of a definition lean on no other sentence and judge nothing.
pub fn stands_alone(words: &[&Word<'_>]) -> bool {
    let has_kind = words
        .iter()
        .any(|word| matches!(word.tag, Tag::Noun | Tag::Name | Tag::Ing));
    // "that has its own nucleus": the kind before it is meant.
    let leans = words.iter().enumerate().any(|(at, word)| {
        word.is_any(&["it", "its", "they", "their", "them"]) && at < 4
            || matches!(word.tag, Tag::Negation)
            || is_among(word, VAGUE)
            || word.text.chars().any(|letter| "=<>+^|{}\\".contains(letter))
    });
    let is_open = words.last().is_none_or(|word| {
        matches!(
            word.tag,
            Tag::Preposition | Tag::Determiner | Tag::Conjunction | Tag::Mark
        )
    });
    has_kind && !leans && !is_open
}

/// Where a definition stands, and so how sure it is that it is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The sentence that opens a page on the term.
    Opening,
    /// Another sentence of the page on the term.
    OfTitle,
    /// A sentence of another page.
    Elsewhere,
}

/// Kinds that say nothing before their "of": "a method of preserving food".
const EMPTY: &str = "method process practice act art technique study branch form type kind infection inflammation \
    measure ratio science theory disease disorder condition collection state system style";

/// Whether words behind the kind tell which of its kind is meant, and enough of them.
pub fn singles_out(words: &[&Word<'_>], standing: Standing) -> bool {
    let Some(first) = words.first() else { return false };
    let is_only = first.is("the");
    let is_relative = |word: &Word<'_>| {
        word.is_any(&[
            "that", "which", "who", "whose", "where", "when", "whereby", "whom",
        ])
    };
    let opens = |at: usize| {
        let word = words[at];
        let before = words[at.saturating_sub(1)];
        let of_kind = is_among(before, EMPTY) && word.is("of");
        let loose = is_only || standing == Standing::Opening || of_kind;
        is_among(word, LINKS) || loose && word.is_any(&["of", "for", "from", "in", "with", "on"])
    };
    let Some(link) = (0..words.len()).find(|at| opens(*at)) else {
        return false;
    };
    let content = |words: &[&Word<'_>]| {
        let is_content = |word: &&&Word<'_>| {
            let length = word.text.chars().count();
            (length > 3 || length > 2 && word.tag == Tag::Noun) && !is_among(word, LINKS)
        };
        words.iter().filter(is_content).count()
    };
    // "are widely used": no kind at all.
    let has_kind = words[..link].iter().any(|word| word.tag == Tag::Noun)
        && !matches!(
            first.tag,
            Tag::Participle | Tag::Past | Tag::Adverb | Tag::Preposition
        );
    let is_of_many = !(is_only && standing == Standing::Opening)
        && words[..link].iter().any(|word| is_among(word, CROWDS));
    let may = words.iter().any(|word| word.is_any(&["may", "could", "might"]));
    let (before, behind) = (content(&words[..link]), content(&words[link..]));
    let (least, in_all) = match standing {
        Standing::Opening if is_only => (1, 3),
        _ if is_only => (2, 3),
        // "a course that ends a meal"
        Standing::Opening if is_relative(words[link]) => (2, 3),
        Standing::Opening if is_among(words[link], LINKS) => (1, 3),
        Standing::Opening => (2, 4),
        _ => (3, 4),
    };
    link >= 1
        && has_kind
        && before >= 1
        && behind >= least
        && before + behind >= in_all
        && !is_of_many
        && !may
}

/// One to four words that are a term and no name, in the letters of the middle of a sentence.
///
/// A word the document writes small inside its sentences is no name, whatever letter it begins with here.
pub fn term(scene: &Scene<'_>, view: &View<'_>, chosen: &[usize]) -> Option<String> {
    let words: Vec<&Word<'_>> = chosen.iter().map(|index| &view.words[*index]).collect();
    let skip = usize::from(words.first()?.is_any(&["a", "an", "the"]));
    let words = &words[skip..];
    if words.first()?.is("of") {
        return None;
    }
    let is_word = |word: &&Word<'_>| {
        matches!(
            word.tag,
            Tag::Noun | Tag::Ing | Tag::Participle | Tag::Name | Tag::Past
        ) || word.is_any(&["of"])
    };
    let ends = words.last().is_some_and(|last| {
        last.lower.chars().count() > 3
            && !last.is("of")
            && last.lower.chars().all(|c| c.is_alphabetic() || c == '-')
    });
    if !(1..=4).contains(&words.len()) || !words.iter().all(is_word) || !ends {
        return None;
    }
    let mut text = String::new();
    for word in words {
        if !text.is_empty() && word.is_apart {
            text.push(' ');
        }
        text.push_str(word.text.trim_matches(['_', '*']));
    }
    // "A further complication", "the main aim": what the page says of something else.
    const OF_ELSE: &str = "further final alternative related key main basic prominent common special other another typical \
        important complication result reason idea aim goal purpose example problem advantage possible \
        notable major objective exception difference answer solution version structure approach simple \
        general popular addition similar central primary modern famous characteristic variation second \
        third latter former thing concern challenge question option way part";
    let title = scene.document.title.as_deref().unwrap_or_default();
    let is_letters = !title.is_empty() && title.chars().all(|letter| !letter.is_lowercase());
    let of_else =
        words.iter().any(|word| is_among(word, OF_ELSE)) && title.to_lowercase() != text.to_lowercase();
    if of_else || is_letters {
        return None;
    }
    // "Cheddar Ales": a great letter within, and not all of them great.
    let is_name = words[1..]
        .iter()
        .any(|word| word.text.starts_with(char::is_uppercase) && word.text.chars().any(char::is_lowercase));
    // "Structure (a) is": a figure.
    let last = view
        .words
        .iter()
        .position(|word| word.span == words[words.len() - 1].span)?;
    let is_figure = view.words.get(last + 1).is_some_and(|word| word.text == "(")
        && view.words.get(last + 2).is_some_and(|word| {
            word.text.chars().count() == 1 && word.text.chars().all(char::is_alphanumeric)
        });
    if is_name || is_figure {
        return None;
    }
    let lower = text.to_lowercase();
    let is_known = |word: &&Word<'_>| {
        let known = vocabulary::classes_of_form(&word.lower);
        (known.noun.is_some() || known.adjective || word.is("of")) && scene.lexicon.place(word.text).is_none()
    };
    let (small, great) = spellings(&scene.document.text, &lower);
    // "Sky Hussars" as a title is a name; "Sky hussar" is none.
    let is_titled = title.to_lowercase() == lower
        && title
            .split([' ', '-'])
            .skip(1)
            .any(|word| word.starts_with(char::is_uppercase));
    // "Outstanding is the lake": what one word says of something is no term.
    let only = vocabulary::classes_of_form(&words[0].lower);
    let is_adjective = words.len() == 1 && skip == 0 && only.adjective && only.noun.is_none();
    let is_common = if small + great > 0 {
        small > great
    } else {
        words.iter().all(is_known) && !is_titled
    };
    let of_place = words.iter().any(|word| {
        scene.lexicon.country_of_adjective(word.text).is_some()
            || scene
                .lexicon
                .country_of_adjective(&capital(&word.lower))
                .is_some()
    });
    (is_common && !of_place && !is_adjective).then_some(lower)
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// How often a document writes a term small, and with a great first letter inside a sentence.
fn spellings(text: &str, lower: &str) -> (usize, usize) {
    let small = text
        .match_indices(lower)
        .filter(|(at, _)| !text[..*at].ends_with(char::is_alphanumeric))
        .count();
    let great = text
        .match_indices(&capital(lower))
        .filter(|(at, _)| {
            let before = text[..*at].trim_end_matches(['_', '*']);
            before.ends_with(' ')
                && before
                    .trim_end()
                    .ends_with(|c: char| c.is_lowercase() || c == ',')
        })
        .count();
    (small, great)
}

/// Whether a term and what defines it share a word, a stem or a part of a word.
pub fn shares(meaning: &str, term: &str) -> bool {
    let parts = |text: &str| -> Vec<String> {
        text.to_lowercase()
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| word.chars().count() > 3)
            .map(str::to_owned)
            .collect()
    };
    let (told, asked) = (parts(meaning), parts(term));
    told.iter().any(|one| {
        let stem: String = one.chars().take(5).collect();
        asked.iter().any(|other| {
            let own: String = other.chars().take(5).collect();
            other.contains(&stem) || one.contains(&own)
        })
    })
}

/// The field a sentence opens with, "In astronomy,", and the place in `seq` behind it.
pub fn field(view: &View<'_>, seq: &[usize]) -> Option<(String, usize)> {
    let word = |at: usize| seq.get(at).map(|index| &view.words[*index]);
    if !word(0)?.is("in") {
        return Some((String::new(), 0));
    }
    let comma = (2..6).find(|at| word(*at).is_some_and(|word| word.is(",")))?;
    let inside: Vec<&Word<'_>> = seq[1..comma].iter().map(|index| &view.words[*index]).collect();
    let is_field = inside
        .iter()
        .all(|word| matches!(word.tag, Tag::Noun) && word.lower == word.text || word.is("and"));
    let says_little = |word: &&Word<'_>| {
        word.is_any(&[
            "general",
            "fact",
            "practice",
            "addition",
            "particular",
            "short",
            "turn",
            "contrast",
            "effect",
            "cases",
            "case",
            "theory",
            "principle",
            "essence",
        ])
    };
    let small = inside.last().is_some_and(|last| last.tag == Tag::Noun);
    let is_named = inside.len() > 1 && inside.last().is_some_and(|last| last.is("theory"));
    if !is_field || !small || inside.iter().any(says_little) && !is_named {
        return None;
    }
    let texts: Vec<&str> = inside.iter().map(|word| word.text).collect();
    Some((format!("in {}, ", texts.join(" ")), comma + 1))
}

#[cfg(test)]
mod tests {
    use super::{shares, spellings};

    #[test]
    fn a_word_written_small_is_no_name() {
        assert_eq!(spellings("A karsu is old. The karsu is.", "karsu"), (2, 0));
        assert_eq!(spellings("They play Karsu and love Karsu.", "karsu"), (0, 2));
    }

    #[test]
    fn a_part_of_a_word_gives_it_away() {
        assert!(shares("dark spots on the sun", "sunspots"));
        assert!(shares("a message sent by cable", "cablegram"));
        assert!(!shares("a message sent by wire", "cablegram"));
    }
}
