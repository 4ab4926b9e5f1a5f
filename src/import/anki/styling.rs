//! What the styling of a note type says of the signs of lists: letters come from there as often as from the list itself.
//!
//! Of CSS that is all which the text of a card needs. A rule counts where its selector is made of names, classes and
//! ids; what is more, such as a state of the screen, says nothing of a list that is printed. Letters that a counter puts
//! before the elements of a list are its signs, whatever the list says.

use super::html::BY_STYLING;
use super::html::attribute;
use super::html::counter_style;
use super::html::find_ignoring_case;
use super::html::name_of;
use super::html::sign_style;
use super::html::tag_end;
use super::template::Piece;

/// Most bytes of a styling that are read, and most rules that are kept of it.
const MOST_STYLING: usize = 1 << 18;
const MOST_RULES: usize = 60;

/// Most steps of a selector, and deepest element that it is compared with: one for each bit of a number.
const MOST_STEPS: usize = 6;
const DEEPEST: usize = 32;

/// Most classes and ids of a step, so that none keeps an import busy for long.
const MOST_PARTS: usize = 8;

/// What a selector calls the place before the text of an element.
const PLACES_BEFORE: &[&str] = &["::before", ":before", "::marker"];

/// Elements that hold nothing and have no end.
const EMPTY: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
];

/// What stands around every card: the page, its body and the box in it.
const AROUND: &[(&str, &str)] = &[
    ("html", "html"),
    ("body", "body class=card"),
    ("div", "div id=qa"),
];

/// The place of the body among them, which has the number of the template as a class too.
const BODY: usize = 1;

/// The signs of lists by the styling of a note type.
#[derive(Debug, Default)]
pub(super) struct ListStyles(Vec<Rule>);

#[derive(Debug)]
struct Rule {
    /// The last step is the element itself.
    steps: Vec<Step>,
    /// Whether it is of a counter before the element; then ids, classes and names: a rule with more of them goes before.
    weight: (bool, usize, usize, usize),
    style: String,
}

/// A part of a selector that says what one element is.
#[derive(Debug, Default)]
struct Step {
    name: Option<String>,
    classes: Vec<String>,
    ids: Vec<String>,
    /// Whether it stands right within the one before it.
    is_child: bool,
}

/// An element that is open.
struct Open {
    name: String,
    classes: Vec<String>,
    id: Option<String>,
}

impl ListStyles {
    /// Reads them from the styling of a note type and from `templates`, which may have some of their own.
    pub(super) fn of<'a>(css: &str, templates: impl Iterator<Item = &'a str>) -> ListStyles {
        let mut styles = ListStyles::default();
        styles.read(css);
        for template in templates {
            let mut rest = template;
            while let Some(at) = find_ignoring_case(rest, "<style") {
                let inside = rest[at..].find('>').map_or("", |end| &rest[at + end + 1..]);
                let end = find_ignoring_case(inside, "</style").unwrap_or(inside.len());
                styles.read(&inside[..end]);
                rest = &inside[end..];
            }
        }
        styles
    }

    fn read(&mut self, css: &str) {
        let says = |word: &str| find_ignoring_case(css, word).is_some();
        if css.len() > MOST_STYLING || !(says("list-style") || says("counter")) {
            return;
        }
        let css = without_comments(css);
        let mut rest = css.as_str();
        while let Some(open) = rest.find('{') {
            let head = rest[..open].rsplit([';', '}']).next().unwrap_or_default().trim();
            let inside = &rest[open + 1..];
            let length = match head.starts_with('@') {
                true => block_end(inside),
                false => inside.find('}').unwrap_or(inside.len()),
            };
            if !head.starts_with('@') {
                self.add(head, &inside[..length]);
            }
            rest = inside.get(length + 1..).unwrap_or_default();
        }
    }

    /// Adds what a rule says of signs to the elements that its selectors mean.
    fn add(&mut self, selectors: &str, declarations: &str) {
        let (style, counter) = (sign_style(declarations), counter_style(declarations));
        if style.is_none() && counter.is_none() {
            return;
        }
        self.0.extend(selectors.split(',').filter_map(|selector| {
            let selector = selector.trim();
            match PLACES_BEFORE
                .iter()
                .find_map(|place| selector.strip_suffix(place))
            {
                Some(element) => Rule::of(element, counter.as_ref()?, true),
                None => Rule::of(selector, style.as_ref()?, false),
            }
        }));
        self.0.truncate(MOST_RULES);
    }

    /// Says in the lists of a side, and in their elements, which signs these have by the styling; `card` is the place of
    /// the card among those of its note.
    pub(super) fn mark(&self, pieces: &mut [Piece<'_>], card: usize) {
        if self.0.is_empty() {
            return;
        }
        let around = AROUND.iter().map(|(name, inner)| Open::of(name, inner));
        let mut open: Vec<Open> = around.collect();
        open[BODY].classes.push(format!("card{}", card + 1));
        for piece in pieces {
            if let Some(marked) = self.marked(&piece.html, &mut open) {
                piece.html = marked.into();
            }
        }
    }

    /// The same HTML with its lists marked; nothing where there is none. `open` are the elements that are.
    fn marked(&self, html: &str, open: &mut Vec<Open>) -> Option<String> {
        let (mut marked, mut copied) = (String::new(), 0);
        let (mut at, mut unclosed) = (0, Vec::new());
        while let Some(found) = html[at..].find('<') {
            at += found;
            let Some(length) = tag_end(&html[at..], &mut unclosed) else {
                break;
            };
            let inner = &html[at + 1..at + length - 1];
            let name = name_of(inner);
            if inner.starts_with('/') {
                close(open, &name);
            } else if !name.is_empty() && !EMPTY.contains(&name.as_str()) {
                if name == "li" {
                    close_element(open);
                }
                let has_room = open.len() < DEEPEST;
                if has_room {
                    open.push(Open::of(&name, inner));
                }
                let is_listed = matches!(name.as_str(), "ol" | "ul" | "li");
                let style = if has_room && is_listed {
                    self.style(open)
                } else {
                    None
                };
                if let Some(style) = style {
                    let end = at + 1 + name.len();
                    marked.push_str(&html[copied..end]);
                    marked.push_str(&format!(" {BY_STYLING}={style} "));
                    copied = end;
                }
            }
            at += length;
        }
        marked.push_str(&html[copied..]);
        (copied > 0).then_some(marked)
    }

    /// The word for the signs of the last of the elements that are open.
    fn style(&self, open: &[Open]) -> Option<&str> {
        let rules = self.0.iter().filter(|rule| rule.is_of(open));
        // Of those that weigh as much the last counts.
        let heaviest = rules.max_by_key(|rule| rule.weight)?;
        Some(&heaviest.style)
    }
}

impl Rule {
    /// A rule of one selector; nothing where that says what is not read here.
    fn of(selector: &str, style: &str, is_counter: bool) -> Option<Rule> {
        let spaced = selector.replace('>', " > ");
        let (mut steps, mut is_child) = (Vec::new(), false);
        for word in spaced.split_whitespace() {
            if word == ">" {
                is_child = true;
                continue;
            }
            steps.push(Step::of(word, std::mem::take(&mut is_child))?);
        }
        let last = steps.last()?;
        let may_be_list = last.name.as_deref().is_none_or(|name| match is_counter {
            true => name == "li",
            false => matches!(name, "ol" | "ul" | "li"),
        });
        let sum = |count: &dyn Fn(&Step) -> usize| steps.iter().map(count).sum();
        let weight = (
            is_counter,
            sum(&|step| step.ids.len()),
            sum(&|step| step.classes.len()),
            sum(&|step| usize::from(step.name.is_some())),
        );
        (may_be_list && steps.len() <= MOST_STEPS).then(|| Rule {
            weight,
            steps,
            style: style.to_owned(),
        })
    }

    /// Whether the last of the elements is meant.
    fn is_of(&self, open: &[Open]) -> bool {
        let mut steps = self.steps.iter().rev();
        let (Some(last), Some(at)) = (steps.next(), open.len().checked_sub(1)) else {
            return false;
        };
        let is_counter = self.weight.0;
        if !last.is_of(&open[at]) || is_counter && open[at].name != "li" {
            return false;
        }
        // Places that the steps so far may mean, as bits.
        let (mut found, mut is_child): (u32, bool) = (1 << at, last.is_child);
        for step in steps {
            let before = match (is_child, found) {
                (_, 0) => return false,
                (true, _) => found >> 1,
                (false, _) => (1 << found.ilog2()) - 1,
            };
            let places = (0..at).filter(|place| before >> place & 1 == 1 && step.is_of(&open[*place]));
            found = places.fold(0, |found, place| found | 1 << place);
            is_child = step.is_child;
        }
        found != 0
    }
}

impl Step {
    fn of(word: &str, is_child: bool) -> Option<Step> {
        let is_plain = |sign: char| sign.is_alphanumeric() || "-_.#*".contains(sign);
        if !word.chars().all(is_plain) {
            return None;
        }
        let mut step = Step {
            is_child,
            ..Step::default()
        };
        let starts = word.match_indices(['.', '#']).map(|(at, _)| at);
        let starts: Vec<usize> = starts.take(MOST_PARTS + 1).chain([word.len()]).collect();
        if starts.len() > MOST_PARTS + 1 {
            return None;
        }
        let name = &word[..starts[0]];
        step.name = (!name.is_empty() && name != "*").then(|| name.to_ascii_lowercase());
        for ends in starts.windows(2) {
            let part = &word[ends[0] + 1..ends[1]];
            match word[ends[0]..].starts_with('.') {
                true => step.classes.push(part.to_owned()),
                false => step.ids.push(part.to_owned()),
            }
        }
        Some(step)
    }

    fn is_of(&self, one: &Open) -> bool {
        self.name.as_ref().is_none_or(|name| *name == one.name)
            && self.classes.iter().all(|class| one.classes.contains(class))
            && self.ids.iter().all(|id| one.id.as_ref() == Some(id))
    }
}

impl Open {
    fn of(name: &str, inner: &str) -> Open {
        let classes = attribute(inner, "class").unwrap_or_default();
        Open {
            name: name.to_owned(),
            classes: classes.split_whitespace().map(str::to_owned).collect(),
            id: attribute(inner, "id"),
        }
    }
}

/// Ends the last element of a name, with what is open in it.
fn close(open: &mut Vec<Open>, name: &str) {
    let inside = &open[AROUND.len().min(open.len())..];
    if let Some(at) = inside.iter().rposition(|one| one.name == name) {
        open.truncate(AROUND.len() + at);
    }
}

/// Ends the element of a list that another one follows.
fn close_element(open: &mut Vec<Open>) {
    let last = open
        .iter()
        .rposition(|one| matches!(one.name.as_str(), "li" | "ol" | "ul"));
    if let Some(at) = last.filter(|at| open[*at].name == "li") {
        open.truncate(at);
    }
}

fn without_comments(css: &str) -> String {
    let mut plain = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(at) = rest.find("/*") {
        plain.push_str(&rest[..at]);
        rest = rest[at + 2..].split_once("*/").map_or("", |(_, after)| after);
    }
    plain + rest
}

/// The place of the brace that closes a block which has others in it.
fn block_end(inside: &str) -> usize {
    let mut depth = 0_usize;
    for (at, sign) in inside.char_indices() {
        match sign {
            '{' => depth += 1,
            '}' if depth == 0 => return at,
            '}' => depth -= 1,
            _ => {}
        }
    }
    inside.len()
}

#[cfg(test)]
mod tests {
    use super::ListStyles;
    use super::Piece;
    use crate::import::anki::html::text;
    use crate::import::anki::template::Origin;

    #[track_caller]
    fn check(css: &str, pieces: &[&str], expected: &str) {
        let styles = ListStyles::of(css, std::iter::empty());
        let mut pieces: Vec<Piece<'_>> = pieces
            .iter()
            .map(|html| Piece {
                html: (*html).into(),
                origin: Origin::Template,
            })
            .collect();
        styles.mark(&mut pieces, 0);
        let whole: String = pieces.iter().map(|piece| piece.html.as_ref()).collect();
        assert_eq!(text(&whole, &str::to_owned), expected, "{css}");
    }

    const OPTS: [&str; 3] = [
        "q <div class='a opts'><ol>",
        "<li>x<li>y",
        "</ol></div><ol><li>z</ol>",
    ];

    #[test]
    fn letters_come_from_the_styling() {
        check(
            ".opts ol { list-style-type: upper-alpha }",
            &OPTS,
            "q\nA. x\nB. y\n1. z",
        );
        check(
            "/* a { */ .card { color: red } DIV.a.opts > ol, p { color: blue; LIST-STYLE: Lower-Roman inside !important }",
            &OPTS,
            "q\ni. x\nii. y\n1. z",
        );
        check(
            ".card li { list-style-type: lower-alpha }",
            &OPTS,
            "q\na. x\nb. y\na. z",
        );
        check("ol { list-style: none }", &OPTS, "q\nx\ny\nz");
        check(
            ".card1 ol { list-style-type: upper-alpha } .card2 ol { list-style-type: lower-roman }",
            &OPTS,
            "q\nA. x\nB. y\nA. z",
        );
        check(
            "ol {list-style-type: upper-roman} .opts ol {list-style-type: upper-alpha} ol {list-style-type: lower-alpha}",
            &OPTS,
            "q\nA. x\nB. y\na. z",
        );
        check(
            "@media print { ol { list-style: none } } ul { list-style: square }",
            &OPTS,
            "q\n1. x\n2. y\n1. z",
        );
    }

    #[test]
    fn letters_of_a_counter_are_the_signs() {
        for css in [
            "ol{list-style:none;counter-reset:a} ol li::before{counter-increment:a;content:counter(a,upper-alpha) ') '}",
            "ol { list-style: none } li:before { content: Counter(a, upper-alpha) }",
            "li::marker { content: counter(list-item, upper-alpha) }",
            ".card .opts .sub li, li::before { content: counter(a, upper-latin) } #qa li { list-style: none }",
        ] {
            check(css, &OPTS, "q\nA. x\nB. y\nA. z");
        }
        check(
            "ol { list-style: none } .opts li::before { content: counter(a) '. ' }",
            &OPTS,
            "q\n1. x\n2. y\nz",
        );
        for css in [
            "ol::before { content: counter(a, upper-alpha) }",
            "li::after { content: counter(a) }",
        ] {
            check(&format!("ol {{ list-style: none }} {css}"), &OPTS, "q\nx\ny\nz");
        }
    }

    #[test]
    fn a_step_has_few_parts() {
        let css = |parts: usize| format!("li{} {{ list-style: none }}", ".a".repeat(parts));
        check(&css(8), &["<ol><li class=a>x</ol>"], "x");
        check(&css(9), &["<ol><li class=a>x</ol>"], "1. x");
    }

    #[test]
    fn what_is_not_meant_is_left_alone() {
        for css in [
            "",
            "ol { color: red }",
            ".opts ul { list-style: none }",
            "body > ol { list-style: none }",
            "ol:first-child { list-style: none }",
            ".opts + ol { list-style: none }",
            ".opts.b ol { list-style: none }",
            "ol { list-style: inherit",
            "list-style: none",
            "} ol {{ list-style",
        ] {
            check(
                css,
                &["<ol><li>x</ol>"],
                if css.contains("inherit") { "• x" } else { "1. x" },
            );
        }
    }

    #[test]
    fn what_the_list_itself_says_goes_before_and_an_attribute_behind() {
        let css = "ol { list-style-type: lower-alpha }";
        check(
            css,
            &["<ol style='list-style-type: upper-roman'><li>x</ol>"],
            "I. x",
        );
        check(css, &["<ol type=A><li>x</ol>"], "a. x");
        check(css, &["<ol><li type=A>x<li>y</ol>"], "A. x\nb. y");
    }

    #[test]
    fn a_template_may_have_a_styling_of_its_own() {
        let templates = ["<STYLE media=all>ol { list-style-type: upper-alpha }</style>{{Front}}"];
        assert_eq!(ListStyles::of("", templates.into_iter()).0.len(), 1);
        let deep = "<div>".repeat(10_000) + "<ol><li>x";
        check("div div > div ol { list-style: none }", &[&deep], "1. x");
    }
}
