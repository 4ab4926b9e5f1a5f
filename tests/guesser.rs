//! A guesser that knows nothing but how tests are written, and how often it is right beyond chance.
//!
//! It looks at options only: the longest, the most specific, the one that shares
//! words with the stem, the odd one out, the one the others resemble, the middle
//! number, and the place where the key mostly stood in other items. Options that
//! a cue cannot tell apart share the point.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use suraq::decks;
use suraq::facts::find;
use suraq::items::anatomy::{Anatomy, Roots, ValueKind};
use suraq::items::{Item, Options, write};
use suraq::lexicon::Lexicon;
use suraq::lexicon::fold::fold;
use suraq::text::read;

/// Points above chance that a cue may win on the engine's items.
const ALLOWED: f64 = 5.0;

fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut found: Vec<PathBuf> = entries
        .filter(|path| path.extension().is_some_and(|own| own == extension))
        .collect();
    found.sort();
    found
}

/// Items with options that the engine writes from the seeds, drawn with several seeds of chance.
fn generated() -> Vec<Item> {
    const DRAWS: u64 = 8;
    let mut items = Vec::new();
    for path in files("seeds", "md") {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let document = read(&name, &fs::read(&path).unwrap()).unwrap();
        let findings = find(&document, Lexicon::shipped());
        for seed in 0..DRAWS {
            let options = Options {
                seed,
                per_thousand: None,
                ..Options::default()
            };
            items.extend(
                write(&findings, &document, options)
                    .drafts
                    .into_iter()
                    .map(|draft| draft.item),
            );
        }
    }
    chosen(items)
}

fn shipped() -> Vec<Item> {
    let decks = files("decks", "toml").into_iter();
    let decks = decks.filter_map(|path| decks::read(&path).unwrap().deck);
    chosen(decks.flat_map(|deck| deck.items).collect())
}

fn chosen(items: Vec<Item>) -> Vec<Item> {
    items
        .into_iter()
        .filter(|item| item.distractors.len() > 1)
        .collect()
}

/// A cue gives each option a weight; the heaviest is taken. The key comes first.
type Cue = (&'static str, fn(&Anatomy<'_>) -> Vec<f64>);

const CUES: &[Cue] = &[
    ("longest", |item| each(item, |at| item.options[at].length as f64)),
    ("most specific", |item| {
        each(item, |at| specific(item.options[at].text))
    }),
    ("stem overlap", |item| {
        each(item, |at| {
            let roots = Roots::of(item.options[at].text);
            roots.iter().filter(|root| item.roots.contain(root)).count() as f64
        })
    }),
    ("odd one out", |item| each(item, |at| -resemblance(item, at))),
    ("convergence", |item| each(item, |at| resemblance(item, at))),
    ("middle", |item| {
        let ranks = ranks(item);
        let centre = (ranks.len() as f64 - 1.0) / 2.0;
        ranks.iter().map(|rank| -(rank - centre).abs()).collect()
    }),
    ("nearest to the others", |item| {
        let values: Vec<f64> = (0..item.options.len())
            .map(|at| size(item, at).unwrap_or(0.0))
            .collect();
        values
            .iter()
            .map(|own| -values.iter().map(|other| (own - other).abs()).sum::<f64>())
            .collect()
    }),
    ("roundest", |item| {
        each(item, |at| -unround(item.options[at].text))
    }),
    ("least round", |item| {
        each(item, |at| unround(item.options[at].text))
    }),
];

fn each(item: &Anatomy<'_>, weight: impl Fn(usize) -> f64) -> Vec<f64> {
    (0..item.options.len()).map(weight).collect()
}

fn specific(text: &str) -> f64 {
    let signs = text
        .chars()
        .filter(|sign| sign.is_ascii_digit() || sign.is_uppercase() || ",.-()".contains(*sign));
    (signs.count() + text.split(' ').count()) as f64
}

/// Digits of the last number that are not zero at its end.
fn unround(text: &str) -> f64 {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits.trim_end_matches('0').len() as f64
}

/// Shared runs of three letters with all other options.
fn resemblance(item: &Anatomy<'_>, at: usize) -> f64 {
    let grams = |text: &str| -> Vec<String> {
        let letters: Vec<char> = fold(text).chars().collect();
        letters.windows(3).map(|row| row.iter().collect()).collect()
    };
    let own = grams(item.options[at].text);
    let others = item.options.iter().enumerate().filter(|(other, _)| *other != at);
    others
        .map(|(_, other)| {
            let theirs = grams(other.text);
            let shared = own.iter().filter(|gram| theirs.contains(gram)).count();
            shared as f64 / (own.len() + theirs.len()).max(1) as f64
        })
        .sum()
}

/// A size by which options are sorted, where they have one.
fn size(item: &Anatomy<'_>, at: usize) -> Option<f64> {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let option = &item.options[at];
    match option.value.kind {
        ValueKind::Words => None,
        ValueKind::Day | ValueKind::Month => {
            let month = MONTHS.iter().position(|month| option.text.contains(month))?;
            let day = option.text.split(' ').next()?.parse().unwrap_or(0.0);
            Some(option.value.amount.unwrap_or(0.0) * 372.0 + month as f64 * 31.0 + day)
        }
        _ => option.value.amount,
    }
}

/// The place of each option as shown: sorted by size, or by its letters.
fn ranks(item: &Anatomy<'_>) -> Vec<f64> {
    let mut order: Vec<usize> = (0..item.options.len()).collect();
    let sizes: Vec<Option<f64>> = order.iter().map(|at| size(item, *at)).collect();
    order.sort_by(|one, other| {
        let by_size = sizes[*one]
            .unwrap_or(0.0)
            .total_cmp(&sizes[*other].unwrap_or(0.0));
        by_size.then_with(|| item.options[*one].text.cmp(item.options[*other].text))
    });
    (0..order.len())
        .map(|at| order.iter().position(|place| *place == at).unwrap_or(0) as f64)
        .collect()
}

/// The part of the point that falls to the key.
fn point(weights: &[f64]) -> f64 {
    let most = weights.iter().copied().fold(f64::MIN, f64::max);
    let best = weights.iter().filter(|weight| **weight >= most - 1e-9).count();
    if weights[0] >= most - 1e-9 {
        1.0 / best as f64
    } else {
        0.0
    }
}

struct Score {
    name: &'static str,
    /// Per cent right minus per cent by chance.
    gap: f64,
}

fn scores(items: &[Item]) -> Vec<Score> {
    let taken: Vec<Anatomy<'_>> = items.iter().map(Anatomy::new).collect();
    let chance: f64 = taken.iter().map(|item| 1.0 / item.options.len() as f64).sum();
    let percent = |points: f64| (points - chance) * 100.0 / taken.len() as f64;
    let mut scores: Vec<Score> = CUES
        .iter()
        .map(|(name, cue)| Score {
            name,
            gap: percent(taken.iter().map(|item| point(&cue(item))).sum()),
        })
        .collect();
    scores.push(Score {
        name: "position prior",
        gap: percent(
            taken
                .iter()
                .enumerate()
                .map(|(at, item)| point(&prior(&taken, at, item)))
                .sum(),
        ),
    });
    scores.push(Score {
        name: "all cues, learned",
        gap: percent(learned(&taken)),
    });
    scores
}

/// How often the key stood at each place in the four fifths of the items that this one is not in.
fn prior(items: &[Anatomy<'_>], at: usize, item: &Anatomy<'_>) -> Vec<f64> {
    let mut counts: BTreeMap<u64, f64> = BTreeMap::new();
    for (other, theirs) in items.iter().enumerate() {
        if other % 5 != at % 5 && theirs.options.len() == item.options.len() {
            *counts.entry(ranks(theirs)[0] as u64).or_default() += 1.0;
        }
    }
    ranks(item)
        .iter()
        .map(|rank| counts.get(&(*rank as u64)).copied().unwrap_or(0.0))
        .collect()
}

/// Follows the cue that was best on the other four fifths, for each kind of answer by itself.
fn learned(items: &[Anatomy<'_>]) -> f64 {
    let kind = |item: &Anatomy<'_>| item.options[0].value.kind;
    let mut points = 0.0;
    for part in 0..5 {
        let mut best: BTreeMap<ValueKind, (f64, usize)> = BTreeMap::new();
        for (cue, (_, weigh)) in CUES.iter().enumerate() {
            let mut won: BTreeMap<ValueKind, f64> = BTreeMap::new();
            for (_, item) in items.iter().enumerate().filter(|(at, _)| at % 5 != part) {
                *won.entry(kind(item)).or_default() += point(&weigh(item));
            }
            for (kind, points) in won {
                let known = best.entry(kind).or_insert((points, cue));
                if points > known.0 {
                    *known = (points, cue);
                }
            }
        }
        for (_, item) in items.iter().enumerate().filter(|(at, _)| at % 5 == part) {
            let cue = best.get(&kind(item)).map_or(0, |(_, cue)| *cue);
            points += point(&CUES[cue].1(item));
        }
    }
    points
}

fn show(title: &str, items: &[Item], scores: &[Score]) {
    println!("{title}: {} items with options", items.len());
    for score in scores {
        println!("  {:<22} {:+.1} points", score.name, score.gap);
    }
}

#[test]
fn a_guesser_wins_little_on_the_items_of_the_engine() {
    let items = generated();
    let scores = scores(&items);
    show("engine", &items, &scores);
    assert!(items.len() > 300, "{} items are too few", items.len());
    for score in scores {
        assert!(
            score.gap <= ALLOWED,
            "{} wins {:.1} points",
            score.name,
            score.gap
        );
    }
}

#[test]
fn the_gap_on_the_shipped_decks_is_known() {
    let items = shipped();
    let scores = scores(&items);
    show("decks", &items, &scores);
    assert!(items.len() > 300, "{} items are too few", items.len());
}

#[test]
fn a_guesser_finds_a_careless_key() {
    let mut items = shipped();
    for item in &mut items {
        item.key = format!("{} of all", item.key);
    }
    let longest = scores(&items)
        .into_iter()
        .find(|score| score.name == "longest")
        .unwrap();
    assert!(longest.gap > 20.0, "{}", longest.gap);
}
