//! What a page prints around its article: sign-up and share lines, credits, captions, notes.
//!
//! A paragraph of real prose must never be lost, so every rule wants a short
//! block and a phrase that articles do not use of themselves.

use super::{BlockKind, header, lines};

/// Longest block, in bytes, that can be furniture by its wording.
const LONGEST: usize = 420;
/// Longest block that can be a line of navigation or a credit.
const LONGEST_LINE: usize = 160;

/// Lines that are only this, whatever their capitals and final marks.
#[rustfmt::skip]
const WHOLE: &[&str] = &[
    "continue reading", "read more", "read also", "read next", "more", "share", "tweet",
    "share this", "share this page", "share this article", "share this story", "share this post",
    "follow us", "connect with us", "contact us", "about us", "subscribe", "subscribe now",
    "sign up", "sign in", "log in", "login", "register", "newsletter", "advertisement",
    "advertising", "sponsored", "comments", "leave a comment", "leave a reply", "recommended posts",
    "related posts", "related articles", "related stories", "related", "more stories", "trending",
    "most read", "popular posts", "latest news", "next article", "previous article", "next",
    "previous", "back to top", "home", "menu", "search", "print", "print this page", "email",
    "facebook", "twitter", "linkedin", "whatsapp", "telegram", "instagram", "youtube", "pinterest",
    "reddit", "copy link", "loading", "skip to content", "all rights reserved", "cookie policy",
    "privacy policy", "terms of use", "donate", "support us", "you may also like",
    "you might also like", "editor's picks", "editors' picks", "view all", "see all",
    "listen to this article", "listen", "click to share", "get the app", "tags", "categories",
    "top stories",
];
/// Lines that open so and are short.
#[rustfmt::skip]
const OPENINGS: &[&str] = &[
    "share this ", "share on ", "share via ", "follow us on", "follow @", "subscribe to ",
    "subscribe for ", "sign up for ", "sign up to ", "sign up via ", "skip to ", "read more:",
    "read also:", "see also:", "related:", "continue reading", "click here", "tap here",
    "download our app", "download the app", "join our ", "like us on", "tags:", "tag:",
    "filed under", "posted in", "category:", "categories:", "topics:", "keywords:", "last updated",
    "last modified", "copyright ", "©", "(c) ", "all rights reserved", "this site uses cookies",
    "we use cookies", "enter your email", "your email address", "print this", "email this",
    "send to a friend", "advertisement", "sponsored by", "support our ", "become a member",
    "follow the ", "previous:", "next:", "previous article", "next article", "home »", "home >",
    "home /", "you are here", "in this story", "jump to ", "retrieved from", "permalink",
    "comments (", "views:",
];
/// Wording that no article uses of itself; the block must also speak to its reader.
#[rustfmt::skip]
const PLEAS: &[&str] = &[
    "unsubscribe", "sign up", "sign-up", "subscribe", "newsletter", "sent directly to you",
    "in your inbox", "to your inbox", "your email", "follow us", "our privacy policy", "our terms",
    "use cookies", "accept cookies", "your consent", "you consent", "you've consented",
    "create an account", "already have an account", "log in to", "your browser", "disable your ad",
    "ad blocker", "our channel", "telegram channel", "download our", "support our journalism",
    "donate to", "share your thoughts", "leave a comment", "join the conversation", "contact us at",
    "write to us at",
];
#[rustfmt::skip]
const CREDITS: &[&str] = &[
    "photo credit", "photo by", "photo:", "photos:", "photos by", "photo courtesy", "photograph by",
    "photograph:", "picture:", "picture by", "image credit", "image:", "image by", "image courtesy",
    "featured image", "images:", "credit:", "getty images", "ap photo", "illustration by",
    "illustration:", "shutterstock", "(pictured above)", "(file photo)", "file photo",
    "courtesy of wikimedia", "screenshot:", "video:", "graphic:", "map:", "afp/", "/afp",
    "/reuters", "reuters/", "via ap", "wikimedia commons",
];
#[rustfmt::skip]
const AGENCIES: &[&str] = &[
    "ap", "afp", "reuters", "getty images", "epa", "epa-efe", "tass", "ria novosti", "sputnik",
    "xinhua", "bloomberg", "shutterstock", "anadolu", "dpa", "upi", "alamy", "istock", "unsplash",
    "flickr",
];
/// Headings whose sections hold no running text.
#[rustfmt::skip]
const NOTE_SECTIONS: &[&str] = &[
    "references", "notes", "footnotes", "sources", "citations", "bibliography", "further reading",
    "external links", "see also", "works cited", "source and notes", "sources and notes",
    "notes and references", "references and notes", "literature cited", "endnotes",
    "notes and sources",
];

/// Says what furniture `block` is, if its wording gives it away.
pub fn kind(block: &str) -> Option<BlockKind> {
    if block.len() > LONGEST {
        return None;
    }
    let lower = block.to_lowercase().replace('’', "'");
    let bare = lower.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '©' | '('));
    let short = block.len() <= LONGEST_LINE;
    if header::date_line(block).is_some() || header::is_byline(block) {
        return Some(BlockKind::Metadata);
    }
    if short && (is_credit(&lower) || AGENCIES.contains(&bare)) {
        return Some(BlockKind::Caption);
    }
    let opens = OPENINGS.iter().any(|opening| bare.starts_with(opening));
    if WHOLE.contains(&bare) || short && opens && !reads_as_prose(&lower) || reading_time(block) == Some(0) {
        return Some(BlockKind::Boilerplate);
    }
    let to_reader = lower
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .any(|word| matches!(word, "you" | "your" | "you've" | "our" | "us" | "we"));
    let imperative = PLEAS.iter().any(|plea| bare.starts_with(plea));
    let pleas = PLEAS.iter().filter(|plea| lower.contains(*plea)).count();
    if pleas > 0 && to_reader && !speaks_of_somebody(block) && (imperative || pleas > 1 || is_plea(&lower)) {
        return Some(BlockKind::Boilerplate);
    }
    None
}

/// Whether a heading opens a section of notes, links or sources.
pub fn opens_notes(heading: &str) -> bool {
    let lower = heading.to_lowercase();
    NOTE_SECTIONS.contains(&lower.trim_matches(|c: char| !c.is_alphanumeric()))
}

/// Whether the line is one that parts two articles on a page.
pub fn is_divider(line: &str) -> bool {
    let lower = line.to_lowercase();
    let bare = lower.trim_matches(|c: char| !c.is_alphanumeric());
    matches!(
        bare,
        "continue reading"
            | "read more"
            | "next article"
            | "read next"
            | "related articles"
            | "related stories"
            | "more stories"
            | "you may also like"
            | "recommended posts"
            | "related posts"
            | "share this article"
            | "share this page"
            | "share this story"
            | "leave a comment"
            | "advertisement"
    )
}

/// Where a reading time ("3 min read") begins that ends `block`.
pub fn reading_time(block: &str) -> Option<usize> {
    let lower = block.to_ascii_lowercase();
    let trimmed = lower.trim_end_matches(|c: char| !c.is_alphanumeric());
    let head = [
        "min read",
        "mins read",
        "minute read",
        "minutes read",
        "min. read",
        "minutes to read",
        "minute reading",
    ]
    .iter()
    .find_map(|ending| trimmed.strip_suffix(ending))?;
    let head = head.trim_end_matches([' ', '-', '\u{a0}']);
    let digits = head.bytes().rev().take_while(u8::is_ascii_digit).count();
    (1..=3).contains(&digits).then(|| head.len() - digits)
}

/// Whether a short line credits a picture.
fn is_credit(lower: &str) -> bool {
    CREDITS.iter().any(|credit| {
        lower.find(credit).is_some_and(|at| {
            let before = lower[..at].chars().next_back();
            // The credit opens the line, or follows a caption: "The old pier. Photo credit: …".
            let in_place = at == 0 || before.is_some_and(|c| !c.is_alphanumeric());
            let opens = lower[..at].trim_end().is_empty()
                || lower[..at].trim_end().ends_with([
                    '.', '(', '|', '/', ',', ';', '-', '–', '—', '!', '?', ']', ')', '”', '"',
                ]);
            in_place && (opens || credit.starts_with('/') || credit.ends_with('/') || lower.ends_with(credit))
        })
    })
}

/// "Get … stories sent directly to you!", "We use your sign-up to …": asks or informs the reader of the page.
fn is_plea(lower: &str) -> bool {
    [
        "get ",
        "we use ",
        "you can ",
        "please ",
        "to receive ",
        "don't miss",
        "stay ",
        "want ",
        "if you ",
        "join ",
        "by ",
        "this site",
        "this website",
        "our ",
    ]
    .iter()
    .any(|opening| lower.starts_with(opening))
}

/// Whether the block reports speech or tells of the past, as prose does.
fn speaks_of_somebody(block: &str) -> bool {
    block.split(|c: char| !c.is_alphanumeric()).any(|word| {
        matches!(
            word,
            "said"
                | "says"
                | "told"
                | "was"
                | "were"
                | "had"
                | "did"
                | "he"
                | "she"
                | "announced"
                | "He"
                | "She"
        )
    })
}

/// Whether a short line is a sentence with a past verb and a stop: then its opening words prove little.
fn reads_as_prose(lower: &str) -> bool {
    lower.trim_end_matches(['"', '”']).ends_with('.')
        && lower.split(|c: char| !c.is_alphanumeric()).any(|word| {
            matches!(
                word,
                "was" | "were" | "had" | "said" | "is" | "are" | "has" | "became" | "did"
            )
        })
}

/// Whether a block of its own, shown among paragraphs, is the words under a picture: short, with a stop, without a verb.
pub fn is_caption(block: &str) -> bool {
    let words: Vec<&str> = block
        .split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’' | '-')))
        .filter(|word| !word.is_empty())
        .collect();
    let ends = block.ends_with('.') && !block.contains(['“', '"', '”', '!', '?', ':', ';']);
    let opens = words
        .first()
        .is_some_and(|word| word.starts_with(char::is_uppercase));
    ends && opens
        && (1..=12).contains(&words.len())
        && !block.trim_end_matches('.').contains(". ")
        && !lines::opens_item(block)
        && !words.windows(2).any(|pair| may_be_verb(pair[0], pair[1]))
        && !words
            .first()
            .is_some_and(|word| may_be_verb("", word) || is_pronoun(word))
}

fn is_pronoun(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "he" | "she"
            | "it"
            | "they"
            | "we"
            | "i"
            | "you"
            | "there"
            | "this"
            | "that"
            | "these"
            | "those"
            | "yes"
            | "no"
            | "not"
    )
}

/// Whether `word`, after `before`, may be a finite verb; when in doubt it may.
fn may_be_verb(before: &str, word: &str) -> bool {
    if !word.starts_with(char::is_lowercase) {
        return false;
    }
    let noun_follows = matches!(
        before.to_lowercase().as_str(),
        "the"
            | "a"
            | "an"
            | "of"
            | "in"
            | "at"
            | "on"
            | "from"
            | "with"
            | "by"
            | "for"
            | "and"
            | "near"
            | "his"
            | "her"
            | "its"
            | "their"
    );
    if noun_follows && !matches!(word, "is" | "was" | "are" | "were") {
        return false;
    }
    !(NO_VERBS.contains(&word) || word.ends_with("ing") || word.ends_with("al") || word.ends_with("ic"))
}

/// Small words that are no verbs; any other small word after a name or noun may be one.
#[rustfmt::skip]
const NO_VERBS: &[&str] = &[
    "the", "a", "an", "of", "in", "at", "on", "from", "with", "by", "for", "and", "or", "near",
    "to", "his", "her", "its", "their", "left", "right", "centre", "center", "front", "during",
    "over", "after", "before", "between", "outside", "inside", "above", "below", "beside", "behind",
    "about", "circa", "around", "under", "into", "as", "pictured", "seen", "old", "new", "former",
    "first", "last", "late", "early", "view", "monument", "city", "square", "street", "building",
    "house", "statue", "portrait", "map", "flag", "palace", "museum", "mosque", "church", "river",
    "lake", "mountains", "president", "minister", "mayor",
];

#[cfg(test)]
mod tests {
    use super::{is_caption, kind, opens_notes, reading_time};
    use crate::text::BlockKind;

    fn check(kind_of: BlockKind, blocks: &[&str]) {
        for block in blocks {
            assert_eq!(kind(block), Some(kind_of), "{block}");
        }
    }

    #[test]
    fn finds_pleas_and_navigation() {
        check(
            BlockKind::Boilerplate,
            &[
                "Share This Page",
                "CONTINUE READING »",
                "Last updated: May 8, 2020 by the editors",
                "Sign up for our weekly letter.",
                "We use your sign-up to send you what you asked for. You can unsubscribe at any time.",
                "Get the Harbour Post's stories sent directly to you! Subscribe to our channel.",
                "Skip to main menu Skip to search",
                "4 min read",
                "© 2020 The Harbour Post",
            ],
        );
    }

    #[test]
    fn finds_credits_dates_and_bylines() {
        check(
            BlockKind::Caption,
            &[
                "Photo credit: harbour.org",
                "AP",
                "The old pier in May. Photo by Dana Orman",
                "Featured image: Erik Lind",
            ],
        );
        check(BlockKind::Metadata, &["Monday, March 1, 2021", "By Dana Orman"]);
    }

    #[test]
    fn leaves_prose_alone() {
        for prose in [
            "Readers were told that they could subscribe to the paper in 1921.",
            "Follow the river north and the valley was once full of mills.",
            "The newsletter of the party was printed in Lund, said Orman.",
            "She was asked to sign up for the army, and our town was proud.",
            "Subscribe, he said, and the paper will live.",
            "The commission published its map: nine regions in all.",
            "In March 2021 the harbour was closed.",
        ] {
            assert_eq!(kind(prose), None, "{prose}");
        }
    }

    #[test]
    fn a_caption_has_no_verb() {
        for caption in [
            "Dana Orman.",
            "A monument to Erik Lind in Lund.",
            "Erik Lind, left, in May 1950.",
        ] {
            assert!(is_caption(caption), "{caption}");
        }
        for prose in [
            "The harbour closed.",
            "Lund fell in May.",
            "He left.",
            "There was no pier.",
            "Erik Lind led the town.",
            "The talks in Lund failed.",
        ] {
            assert!(!is_caption(prose), "{prose}");
        }
    }

    #[test]
    fn finds_where_a_reading_time_begins() {
        assert_eq!(reading_time("Harbour closed3 min read"), Some(14));
        assert_eq!(reading_time("12 minutes read."), Some(0));
        assert_eq!(reading_time("He has ten minutes to read"), None);
    }

    #[test]
    fn knows_sections_of_notes() {
        assert!(opens_notes("See also"));
        assert!(!opens_notes("Sources of the river"));
    }
}
