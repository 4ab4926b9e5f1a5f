//! Clauses read from the tree of a sentence, where the words alone are not plain enough.
//!
//! Each verb that both parsers make the root, or join to the root with "and", gives
//! a clause with its own dependents. What hangs on it loosely (a clause of time or
//! manner, a remark between commas, a further predicate) is left out; what cannot
//! be left out without changing what is said refuses the clause. Arcs that only one
//! parser sees are trusted nowhere that matters: subject, object, auxiliaries.

use super::Clause;
use super::auxiliaries::{Verb, verb};
use super::opening::OPENERS;
use super::reference::check_or_shorten;
use super::reference::resolve;
use super::times::without_times;
use super::verb::adverbs;
use crate::facts::assertion::{DOUBT, REPORT};
use crate::facts::scene::Scene;
use crate::facts::scene::View;
use crate::facts::time::Link;
use crate::facts::time::TimeAt;
use crate::facts::time::TimeValue;
use crate::language::Parse;
use crate::language::Tag;
use crate::language::Word;

/// Reads every clause of a sentence that its tree makes plain, in the order of their verbs.
pub fn read_tree(scene: &Scene<'_>, view: &View<'_>) -> Vec<Result<Clause, &'static str>> {
    // Doubt about one clause need not touch another.
    let may_read = view
        .objection
        .is_none_or(|objection| objection == DOUBT || objection == REPORT && view.source.is_empty());
    if !may_read {
        return Vec::new();
    }
    let parse = view.structure.parse();
    let Some(root) = parse.root() else {
        return Vec::new();
    };
    let mut heads = vec![root];
    let mut at = 0;
    while let Some(&head) = heads.get(at) {
        heads.extend(
            parse
                .related(head, "conj")
                .filter(|&joined| is_predicate(parse, joined)),
        );
        at += 1;
    }
    heads.sort_unstable();
    heads
        .into_iter()
        .map(|head| {
            Reader {
                scene,
                view,
                parse,
                head,
            }
            .read()
        })
        .collect()
}

/// Whether a token is a verb, or a noun or adjective behind "was".
fn is_predicate(parse: &Parse<'_>, token: usize) -> bool {
    matches!(parse.nodes[token].upos, "VERB" | "AUX") || parse.related(token, "cop").next().is_some()
}

struct Reader<'r, 'a> {
    scene: &'r Scene<'a>,
    view: &'r View<'a>,
    parse: &'r Parse<'static>,
    head: usize,
}

/// What a dependent of the verb is to the clause.
enum Use {
    Keep,
    Cut,
}

impl Reader<'_, '_> {
    fn read(&self) -> Result<Clause, &'static str> {
        let nodes = &self.parse.nodes;
        if !(nodes[self.head].is_agreed || self.is_sure()) || !is_predicate(self.parse, self.head) {
            return Err("the parsers differ on the verb");
        }
        let words = &self.view.words;
        let group = self.group();
        let begin = *group.first().ok_or("no verb found")?;
        if group.iter().any(|token| !self.view.visible.contains(token)) {
            return Err("a verb in brackets");
        }
        let Verb {
            lemma,
            voice,
            is_earlier,
        } = verb(self.view, &group, self.is_copular())?;
        let verb = *group.last().ok_or("no verb found")?;
        // "was finished and delivered": the auxiliary may count for both.
        let may_share = begin == self.head && (words[begin].forms.participle || nodes[begin].xpos == "VBN");
        if may_share && !self.has_own_subject() && self.owner().is_some_and(|owner| self.has_auxiliary(owner))
        {
            return Err("a participle that shares its auxiliary");
        }
        if self.dependents().any(|token| words[token].tag == Tag::Negation) {
            return Err("denied");
        }
        let subject_head = self.subject()?;
        let subject = self.subtree(subject_head)?;
        let before = *subject.first().ok_or("no subject")?;
        if words[before].tag == Tag::Preposition {
            return Err("an opening that is not a time");
        }
        let mut times = Vec::new();
        let mut behind = Vec::new();
        let mut moved = Vec::new();
        let mut own_times = Vec::new();
        for dependent in self.between(begin) {
            self.front(dependent, &mut own_times, &mut moved)?;
        }
        let opening = self.owner().filter(|_| !self.has_own_subject());
        for dependent in self.fronted(opening.unwrap_or(self.head), before) {
            // "In 1911 he left, and in 1913 returned": a time of its own counts.
            self.front(dependent, &mut times, &mut moved)?;
        }
        // "In 1911 the men arrived, and were joined": when, the comma leaves open.
        let is_loose = opening.is_some()
            && self
                .parse
                .related(self.head, "cc")
                .next()
                .and_then(|and| and.checked_sub(1))
                .is_some_and(|before| words[before].is(","));
        if !own_times.is_empty() || is_loose {
            times = own_times;
        }
        for dependent in self.dependents().filter(|token| *token > begin) {
            match self.use_of(dependent)? {
                Use::Keep => behind.extend(self.subtree(dependent)?),
                Use::Cut => {}
            }
        }
        if verb != self.head {
            // "was the capital of Berdiland": the noun itself belongs to what is said.
            behind.push(self.head);
        }
        behind.retain(|token| *token > verb);
        behind.sort_unstable();
        behind.dedup();
        let (mut rest, inner) = without_times(self.view, &self.tidy(&behind))?;
        let is_dated =
            matches!(&inner[..], [time] if time.link == Link::At && matches!(time.value, TimeValue::Date(_)));
        if is_earlier && !is_dated {
            return Err("past before the past");
        }
        times.extend(inner);
        rest.extend(self.tidy(&moved));
        let subject = self.tidy(&subject);
        if self.is_torn(&rest) || self.is_torn(&subject) {
            return Err("words are missing");
        }
        let (subject, inner) = without_times(self.view, &subject)?;
        if !inner.is_empty() {
            return Err("time inside the subject");
        }
        let between: Vec<usize> = self
            .dependents()
            .filter(|token| nodes[*token].base() == "advmod" && before < *token && *token < verb)
            .collect();
        let mut clause = Clause {
            subject,
            topic: None,
            lemma,
            voice,
            adverbs: adverbs(words, &between)?,
            verb,
            rest,
            times,
            leans_on_occasion: false,
        };
        self.is_beyond_doubt(&clause)?;
        resolve(self.scene, self.view, &mut clause)?;
        check_or_shorten(self.scene, self.view, &mut clause)?;
        clause.leans_on_occasion = super::leans_on_occasion(self.view, &clause);
        Ok(clause)
    }

    /// Refuses a clause that a word of doubt or report may touch.
    ///
    /// It does not where the word stands in a remark that was left out (a relative clause behind a comma, a
    /// bracket) or in a predicate joined with "and", and is nothing the clause itself hangs on.
    fn is_beyond_doubt(&self, clause: &Clause) -> Result<(), &'static str> {
        if self.view.objection.is_none() {
            return Ok(());
        }
        let nodes = &self.parse.nodes;
        let above = |token: usize| std::iter::successors(Some(token), |at| nodes[*at].head).take(nodes.len());
        let hangs_on: Vec<usize> = above(self.head).collect();
        for &doubt in self
            .view
            .doubts
            .iter()
            .filter(|at| !self.view.source.contains(at))
        {
            let is_own =
                clause.subject.contains(&doubt) || clause.rest.contains(&doubt) || clause.verb == doubt;
            let is_left_out = above(doubt)
                .take_while(|token| !hangs_on.contains(token))
                .any(|token| {
                    let is_joined = nodes[token].base() == "conj" && is_predicate(self.parse, token);
                    let is_remark = matches!(nodes[token].base(), "acl" | "appos" | "parataxis" | "advcl")
                        && self.behind_mark(token);
                    nodes[token].is_agreed && (is_joined || is_remark)
                });
            if is_own || hangs_on.contains(&doubt) || !is_left_out {
                return Err(self.view.objection.unwrap_or(DOUBT));
            }
        }
        Ok(())
    }

    /// Whether both parsers give the verb the same subject, and all that hangs on it, though not its own head.
    ///
    /// A verb with a subject of its own that no word makes a clause of another is told by the sentence,
    /// whichever way it hangs together with the rest.
    fn is_sure(&self) -> bool {
        let nodes = &self.parse.nodes;
        let is_relative = |subject: usize| self.view.words[subject].is_any(&["who", "which", "that", "what"]);
        let has_subject = self.parse.related(self.head, "nsubj").any(|subject| {
            !is_relative(subject) && (nodes[subject].is_agreed || self.stands_before(subject, self.head))
        });
        let is_subordinate = self.dependents().any(|token| {
            nodes[token].base() == "mark"
                || token < self.head
                    && self.view.words[token].is_any(&["when", "where", "how", "why", "while"])
        });
        let are_agreed = self.dependents().all(|token| {
            nodes[token].is_agreed
                || !matches!(
                    nodes[token].base(),
                    "obj" | "iobj" | "xcomp" | "aux" | "cop" | "obl"
                )
        });
        let is_finite = nodes[self.head].xpos == "VBD" || self.has_auxiliary(self.head);
        is_finite && has_subject && !is_subordinate && are_agreed
    }

    fn dependents(&self) -> impl Iterator<Item = usize> + '_ {
        self.parse.dependents(self.head)
    }

    /// The verb with its auxiliaries; "was" alone where the head is no verb.
    fn group(&self) -> Vec<usize> {
        let nodes = &self.parse.nodes;
        let mut group: Vec<usize> = self
            .dependents()
            .filter(|token| matches!(nodes[*token].base(), "aux" | "cop"))
            .collect();
        if !self.is_copular() {
            group.push(self.head);
        }
        group.sort_unstable();
        group
    }

    fn is_copular(&self) -> bool {
        self.parse.related(self.head, "cop").next().is_some()
    }

    fn has_auxiliary(&self, head: usize) -> bool {
        self.parse.related(head, "aux").next().is_some()
    }

    /// The verb that this one is joined to.
    fn owner(&self) -> Option<usize> {
        let node = &self.parse.nodes[self.head];
        node.head.filter(|_| node.base() == "conj")
    }

    fn has_own_subject(&self) -> bool {
        self.dependents()
            .any(|token| matches!(self.parse.nodes[token].base(), "nsubj" | "csubj" | "expl"))
    }

    /// The head of the subject: its own, or that of the verb it is joined to.
    fn subject(&self) -> Result<usize, &'static str> {
        let mut head = self.head;
        loop {
            if self.parse.related(head, "expl").next().is_some()
                || self.parse.related(head, "csubj").next().is_some()
            {
                return Err("no subject of its own");
            }
            if let Some(subject) = self.parse.related(head, "nsubj").next() {
                return if self.parse.nodes[subject].is_agreed || self.stands_before(subject, head) {
                    Ok(subject)
                } else {
                    Err("the parsers differ on the subject")
                };
            }
            let node = &self.parse.nodes[head];
            head = node.head.filter(|_| node.base() == "conj").ok_or("no subject")?;
        }
    }

    /// Whether a plain noun phrase at the start of its clause stands right before its verb: "Velk SA was founded".
    ///
    /// Parsers differ on which word of a name is its head; whose verb it is, the place of the words tells.
    fn stands_before(&self, subject: usize, head: usize) -> bool {
        let words = &self.view.words;
        let own = self.all_below(subject);
        let (Some(&first), Some(&last)) = (own.first(), own.last()) else {
            return false;
        };
        let is_whole = last - first + 1 == own.len();
        let is_plain = own.iter().all(|token| {
            matches!(
                words[*token].tag,
                Tag::Determiner | Tag::Name | Tag::Noun | Tag::Number | Tag::Genitive
            )
        });
        let begins =
            first == 0 || words[first - 1].is(",") || self.view.times.iter().any(|time| time.end == first);
        let has_verb = words[last + 1..=head.max(last)].iter().all(|word| {
            matches!(
                word.tag,
                Tag::Past | Tag::Participle | Tag::Be | Tag::Have | Tag::Adverb
            )
        });
        is_whole && is_plain && begins && has_verb && last < head
    }

    /// What stands in front of the subject at `before`.
    fn fronted(&self, head: usize, before: usize) -> Vec<usize> {
        self.parse
            .dependents(head)
            .filter(|token| *token < before && self.parse.nodes[*token].base() != "punct")
            .collect()
    }

    /// What stands between "and" and a verb that is joined to another.
    fn between(&self, begin: usize) -> Vec<usize> {
        let shares = self.owner().is_some() && !self.has_own_subject();
        self.dependents()
            .filter(|token| shares && *token < begin)
            .filter(|token| {
                !matches!(
                    self.parse.nodes[*token].base(),
                    "punct" | "cc" | "aux" | "cop" | "advmod"
                )
            })
            .collect()
    }

    /// Takes what stands in front: a time, a place that moves behind the verb, a remark that goes.
    fn front(
        &self,
        dependent: usize,
        times: &mut Vec<TimeAt>,
        moved: &mut Vec<usize>,
    ) -> Result<(), &'static str> {
        let node = &self.parse.nodes[dependent];
        match node.base() {
            "obl" | "nmod" => {
                let own: Vec<usize> = self
                    .subtree(dependent)?
                    .into_iter()
                    .filter(|token| self.parse.nodes[*token].base() != "punct")
                    .collect();
                let time = self
                    .view
                    .times
                    .iter()
                    .find(|time| own.iter().any(|token| (time.start..time.end).contains(token)));
                match time {
                    Some(time) if own.iter().all(|token| (time.start..time.end).contains(token)) => {
                        if time.value == TimeValue::Relative {
                            return Err("a time that depends on when it was said");
                        }
                        if !times.contains(time) {
                            times.push(time.clone());
                        }
                        Ok(())
                    }
                    Some(time) if time.value == TimeValue::Relative => {
                        Err("a time that depends on when it was said")
                    }
                    // "in the final at Velk on 3 May 1911": the date, and where it was.
                    Some(time)
                        if time.link == Link::At
                            && own.last() == Some(&(time.end - 1))
                            && self.view.words[own[0]].is_any(&["in", "at", "during"]) =>
                    {
                        times.push(time.clone());
                        moved.extend(own.iter().filter(|token| **token < time.start));
                        Ok(())
                    }
                    _ => {
                        // "three years after the treaty", "despite the snow": whole without it, and no place.
                        let first = own.first().map(|first| &self.view.words[*first]);
                        let is_remark = first.is_some_and(|first| {
                            first.tag == Tag::Number
                                || first.is_any(&[
                                    "after",
                                    "before",
                                    "during",
                                    "following",
                                    "despite",
                                    "amid",
                                    "upon",
                                    "since",
                                    "until",
                                    "as",
                                    "with",
                                    "because",
                                ])
                        });
                        let is_where = first.is_some_and(|first| {
                            first.is_any(&["in", "at", "on", "under", "near", "from", "within", "inside"])
                        });
                        match (is_remark, is_where) {
                            (true, _) => Ok(()),
                            (_, true) => {
                                moved.extend(own);
                                Ok(())
                            }
                            _ => Err("an opening that is not a time"),
                        }
                    }
                }
            }
            "cc" | "discourse" => Ok(()),
            "advmod" => {
                let is_link = is_link(&self.view.words[dependent]);
                if is_link {
                    Ok(())
                } else {
                    Err("an adverb that may change what is said")
                }
            }
            "advcl" => self.loose(dependent).map(|_| ()),
            _ => Err("an opening that is not a time"),
        }
    }

    /// What a dependent behind the verb is to the clause.
    fn use_of(&self, dependent: usize) -> Result<Use, &'static str> {
        let node = &self.parse.nodes[dependent];
        let behind_mark = self.behind_mark(dependent);
        match node.base() {
            "nsubj" | "aux" | "cop" | "punct" | "cc" => Ok(Use::Cut),
            "obj" if !node.is_agreed && self.follows(dependent) => Ok(Use::Keep),
            "obj" | "iobj" | "xcomp" | "compound" if !node.is_agreed => {
                Err("the parsers differ on an object")
            }
            "obj" | "iobj" | "xcomp" | "compound" | "obl" => Ok(Use::Keep),
            "advmod" if self.view.words[dependent].tag == Tag::Negation => Err("denied"),
            "advmod" if is_link(&self.view.words[dependent]) => Ok(Use::Cut),
            "advmod" => Ok(Use::Keep),
            "advcl" => self.loose(dependent),
            "conj" if is_predicate(self.parse, dependent) && node.is_agreed => Ok(Use::Cut),
            "conj" if self.is_finite(dependent) => Ok(Use::Cut),
            "parataxis" | "discourse" if behind_mark => Ok(Use::Cut),
            "conj" | "det" | "amod" | "nummod" | "nmod" | "case" | "acl" | "appos" | "flat" | "fixed"
            | "mark"
                if self.is_copular() =>
            {
                Ok(Use::Keep)
            }
            _ => Err("a clause that cannot be cut"),
        }
    }

    /// Whether an object begins right behind its verb with an article or a name.
    fn follows(&self, object: usize) -> bool {
        let own = self.all_below(object);
        let is_next = own.first() == Some(&(self.head + 1));
        let opens = self
            .view
            .words
            .get(self.head + 1)
            .is_some_and(|word| matches!(word.tag, Tag::Determiner | Tag::Name | Tag::Possessive));
        is_next && opens && own.len() == own[own.len() - 1] - own[0] + 1
    }

    /// A clause of time, manner or contrast goes; a condition stays, and so refuses the sentence.
    fn loose(&self, dependent: usize) -> Result<Use, &'static str> {
        let own: Vec<usize> = self.all_below(dependent);
        let opens = |words: &[&str]| {
            own.first()
                .is_some_and(|first| self.view.words[*first].is_any(words))
        };
        if opens(&[
            "if", "unless", "until", "provided", "without", "whether", "lest", "even", "only",
        ]) {
            return Err("told under a condition");
        }
        let is_manner = opens(&["by"]) && self.parse.nodes[dependent].xpos == "VBG";
        if is_manner {
            return Ok(Use::Cut);
        }
        if opens(&["to", "in"]) && !self.behind_mark(dependent) {
            // "to demand a reform": why it was done; the clause is whole without it, and true.
            return Ok(Use::Cut);
        }
        let is_timed = opens(&[
            "when",
            "while",
            "after",
            "before",
            "as",
            "since",
            "because",
            "although",
            "though",
            "whereas",
            "where",
            "once",
            "following",
            "so",
        ]);
        if is_timed || self.behind_mark(dependent) || dependent < self.head {
            Ok(Use::Cut)
        } else {
            Err("a clause that cannot be cut")
        }
    }

    /// Whether a token is a finite verb, or a noun or adjective behind "was", that stands behind "and" or a mark.
    fn is_finite(&self, token: usize) -> bool {
        let nodes = &self.parse.nodes;
        let has = |relation: &str| self.parse.related(token, relation).next().is_some();
        let is_told = nodes[token].xpos == "VBD" || has("aux") || has("cop");
        is_told && (has("cc") || self.behind_mark(token))
    }

    /// Whether a comma, dash or bracket stands right in front of the words below a token.
    fn behind_mark(&self, token: usize) -> bool {
        self.all_below(token)
            .iter()
            .find(|index| self.parse.nodes[**index].base() != "punct")
            .and_then(|first| first.checked_sub(1))
            .is_some_and(|before| {
                let word = &self.view.words[before];
                matches!(word.text, "," | ";" | ":" | "–" | "—" | "--" | "-" | "(" | "[")
            })
    }

    /// All tokens below `top` and itself, in order.
    fn all_below(&self, top: usize) -> Vec<usize> {
        let mut found = vec![top];
        let mut at = 0;
        while let Some(&token) = found.get(at) {
            found.extend(self.parse.dependents(token));
            at += 1;
        }
        found.sort_unstable();
        found
    }

    /// The words of a phrase without the remarks that only add to it.
    fn subtree(&self, top: usize) -> Result<Vec<usize>, &'static str> {
        let mut found = vec![top];
        let mut at = 0;
        while let Some(&token) = found.get(at) {
            for dependent in self.parse.dependents(token) {
                let node = &self.parse.nodes[dependent];
                let is_remark = match node.base() {
                    "appos" | "parataxis" | "advcl" => self.behind_mark(dependent),
                    "acl" => self.behind_mark(dependent),
                    _ => false,
                };
                if is_remark {
                    continue;
                }
                if matches!(
                    node.base(),
                    "parataxis" | "dep" | "orphan" | "dislocated" | "vocative"
                ) {
                    return Err("words that hang together loosely");
                }
                found.push(dependent);
            }
            at += 1;
        }
        found.sort_unstable();
        Ok(found)
    }

    /// Whether a sign that belongs to a kept word was left out: the "%" of "600%".
    fn is_torn(&self, kept: &[usize]) -> bool {
        let words = &self.view.words;
        kept.iter().any(|&token| {
            let next = words.get(token + 1).filter(|_| !kept.contains(&(token + 1)));
            let before = token
                .checked_sub(1)
                .filter(|before| !kept.contains(before))
                .map(|before| &words[before]);
            next.is_some_and(|next| !next.is_apart && matches!(next.text, "%" | "°" | "€" | "$" | "£"))
                || before.is_some_and(|before| matches!(before.text, "$" | "€" | "£" | "₩"))
        })
    }

    /// Leaves out words in brackets, and commas whose neighbours were cut.
    fn tidy(&self, chosen: &[usize]) -> Vec<usize> {
        let seq = &self.view.visible;
        let is_kept = |at: Option<&usize>| at.is_some_and(|index| chosen.contains(index));
        let mut kept: Vec<usize> = Vec::new();
        for (at, index) in seq.iter().enumerate() {
            if !chosen.contains(index) {
                continue;
            }
            let is_comma = self.view.words[*index].tag == Tag::Mark
                && matches!(self.view.words[*index].text, "," | ";" | "–" | "—" | "-");
            let hangs =
                !is_kept(at.checked_sub(1).and_then(|before| seq.get(before))) || !is_kept(seq.get(at + 1));
            if is_comma && hangs {
                continue;
            }
            kept.push(*index);
        }
        kept
    }
}

/// Adverbs of time that only tie a sentence to the one before; [`OPENERS`] do so too.
const LATER: &[&str] = &[
    "then",
    "subsequently",
    "soon",
    "later",
    "afterwards",
    "ultimately",
];

fn is_link(word: &Word<'_>) -> bool {
    // "originally", "initially" take something back.
    (word.is_any(OPENERS) && !word.is_any(&["originally", "initially"])) || word.is_any(LATER)
}

/// The pieces of what follows the verb: each dependent of the verb with all its words.
///
/// One piece for all where the tree does not cut the words cleanly.
pub fn pieces(view: &View<'_>, clause: &Clause) -> Vec<Vec<usize>> {
    let parse = view.structure.parse();
    let whole = || vec![clause.rest.clone()];
    let Some(verb) = parse.nodes.get(clause.verb) else {
        return whole();
    };
    let is_linked = matches!(verb.base(), "cop" | "aux");
    let top = verb.head.filter(|_| is_linked).unwrap_or(clause.verb);
    let mut pieces: Vec<(usize, Vec<usize>)> = Vec::new();
    for index in &clause.rest {
        let Some(key) = branch(parse, top, *index) else {
            return whole();
        };
        match pieces.iter().position(|(known, _)| *known == key) {
            Some(last) if last + 1 == pieces.len() => pieces[last].1.push(*index),
            Some(_) => return whole(),
            None => pieces.push((key, vec![*index])),
        }
    }
    pieces.into_iter().map(|(_, piece)| piece).collect()
}

/// Which dependent of `top` a token stands under; the predicate's own words count as one.
fn branch(parse: &Parse<'_>, top: usize, token: usize) -> Option<usize> {
    let mut at = token;
    for _ in 0..parse.nodes.len() {
        if at == top {
            return Some(top);
        }
        let node = &parse.nodes[at];
        let above = node.head?;
        if above == top {
            let is_own = matches!(
                node.base(),
                "det"
                    | "amod"
                    | "nummod"
                    | "compound"
                    | "nmod"
                    | "case"
                    | "acl"
                    | "appos"
                    | "flat"
                    | "conj"
                    | "cc"
            );
            let is_noun = !matches!(parse.nodes[top].upos, "VERB" | "AUX");
            return Some(if is_own && is_noun { top } else { at });
        }
        at = above;
    }
    None
}
