//! Which formulas of a card that was made here act in Anki: those that read as one, with commands that set signs only.
//!
//! The TeX of Anki has commands for links, styles, attributes, pictures and new commands. So it is not told what may
//! not act, but what may; a formula with anything else stays the text that it is.

/// Commands that set signs and do nothing else, by what they are for.
const COMMANDS: &[&str] = &[
    // Greek and Hebrew letters.
    "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa varkappa lambda mu nu xi omicron pi \
     varpi rho varrho sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon \
     Phi Psi Omega aleph beth gimel daleth digamma",
    // Fractions, roots, powers, sums.
    "frac dfrac tfrac cfrac genfrac binom dbinom tbinom choose over atop sqrt root sum prod coprod int iint iiint oint \
     limits nolimits displaystyle textstyle scriptstyle scriptscriptstyle substack stackrel overset underset sideset",
    // Functions.
    "sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh coth exp log ln lg lim liminf limsup max min sup inf \
     det dim ker hom deg gcd arg Pr mod bmod pmod pod operatorname",
    // What stands between numbers, sets and statements.
    "pm mp times div cdot ast star circ bullet oplus ominus otimes oslash odot wedge vee land lor lnot neg cap cup \
     sqcap sqcup setminus smallsetminus uplus amalg wr bigcap bigcup bigsqcup bigvee bigwedge bigodot bigotimes \
     bigoplus biguplus diamond triangle triangleleft triangleright dagger ddagger \
     le leq leqslant ge geq geqslant lt gt ne neq ll gg equiv sim simeq cong approx propto doteq prec succ preceq succeq \
     subset supset subseteq supseteq subsetneq supsetneq sqsubseteq sqsupseteq in ni notin owns mid nmid parallel \
     nparallel perp vdash dashv models vDash asymp bowtie smile frown not therefore because \
     forall exists nexists emptyset varnothing infty partial nabla complement hbar hslash ell Re Im wp imath jmath \
     angle measuredangle sphericalangle degree prime backprime top bot square Box blacksquare lozenge checkmark flat \
     natural sharp clubsuit diamondsuit heartsuit spadesuit surd S P",
    // Arrows.
    "to gets mapsto longmapsto leftarrow rightarrow leftrightarrow Leftarrow Rightarrow Leftrightarrow longleftarrow \
     longrightarrow longleftrightarrow Longleftarrow Longrightarrow Longleftrightarrow uparrow downarrow updownarrow \
     Uparrow Downarrow Updownarrow nearrow searrow swarrow nwarrow hookleftarrow hookrightarrow rightharpoonup \
     rightharpoondown leftharpoonup leftharpoondown rightleftharpoons leftrightharpoons rightleftarrows implies \
     impliedby iff xrightarrow xleftarrow leadsto",
    // Above and below.
    "hat widehat bar overline underline tilde widetilde vec dot ddot dddot acute grave check breve mathring overbrace \
     underbrace overrightarrow overleftarrow overleftrightarrow cancel bcancel xcancel boxed phantom hphantom vphantom \
     smash",
    // Brackets.
    "left right middle big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr bigm Bigm langle rangle lfloor \
     rfloor lceil rceil lvert rvert lVert rVert vert Vert lbrace rbrace lbrack rbrack lgroup rgroup backslash",
    // Letters and words.
    "text textbf textit textrm textsf texttt mbox mathrm mathbf mathit mathsf mathtt mathcal mathbb mathfrak mathscr \
     boldsymbol bold rm bf it cal color textcolor ce pu",
    // Space, dots and tables.
    "quad qquad enspace thinspace negthinspace nobreakspace dots ldots cdots vdots ddots dotsb dotsc dotsi dotsm dotso \
     colon begin end hline cr tag nonumber notag",
];

/// Marks that may stand right before a formula, and right behind it.
const BEFORE: &str = "([{“‘„‚«‹¿¡-–—−";
const BEHIND: &str = ")]}”’“»›.,;:!?…-–—−、。，；：！？·";

/// Least letters of an option of a program behind a bracket, as in `find . \( -name`.
const OPTION: usize = 4;

/// The place where a formula ends that begins `rest`, by the words that close it.
pub(super) fn end(rest: &str, close: &str) -> Option<usize> {
    let mut at = 0;
    while let Some(found) = rest[at..].find('\\') {
        at += found;
        if rest[at..].starts_with(close) {
            return Some(at);
        }
        let next = rest[at + 1..].chars().next()?;
        at += 1 + next.len_utf8();
    }
    None
}

/// Whether a formula with `inside` is one where `before` stands before it and `after` behind.
pub(super) fn reads_as_one(before: Option<char>, inside: &str, after: Option<char>) -> bool {
    let is_apart = |sign: Option<char>, marks: &str| {
        sign.is_none_or(|sign| sign.is_whitespace() || marks.contains(sign))
    };
    is_apart(before, BEFORE) && is_apart(after, BEHIND) && !inside.trim().is_empty() && !has_option(inside)
}

/// Whether brackets of a shell hold what a program is told.
fn has_option(inside: &str) -> bool {
    let start = inside.trim_start_matches([' ', '!']);
    let letters = start.strip_prefix('-').into_iter().flat_map(str::chars);
    letters.take_while(char::is_ascii_lowercase).count() >= OPTION
}

/// Whether all that a formula says is signs: it ends where it seems to, and has no command of another kind.
pub(super) fn is_harmless(inside: &str) -> bool {
    let mut depth = 0_usize;
    let mut rest = inside;
    while let Some(sign) = rest.chars().next() {
        rest = &rest[sign.len_utf8()..];
        match sign {
            '{' => depth += 1,
            '}' if depth == 0 => return false,
            '}' => depth -= 1,
            '\\' => {
                let end = rest.find(|sign: char| !sign.is_ascii_alphabetic());
                let name = &rest[..end.unwrap_or(rest.len())];
                if !name.is_empty() && !is_command(name) {
                    return false;
                }
                let length = match (name.len(), rest.chars().next()) {
                    (0, None) => return false,
                    (0, Some(next)) => next.len_utf8(),
                    (length, _) => length,
                };
                rest = &rest[length..];
            }
            // Signs that are not written would let what is read here and there differ.
            _ if sign.is_control() && !sign.is_whitespace() => return false,
            _ => {}
        }
    }
    depth == 0
}

/// Whether the formulas of a cloze are the same whether its gaps are filled or not: `words` fill them, and `pieces` stand
/// between them.
pub(super) fn bear_gaps<'a>(words: &[&str], pieces: impl Iterator<Item = &'a str>) -> bool {
    let ends_open = |piece: &str| piece.chars().rev().take_while(|sign| *sign == '\\').count() % 2 == 1;
    words.iter().all(|word| is_harmless(word.trim()))
        && !pieces.into_iter().any(|piece| ends_open(piece.trim_end()))
}

fn is_command(name: &str) -> bool {
    let mut commands = COMMANDS.iter().flat_map(|some| some.split(' '));
    commands.any(|command| command == name)
}

#[cfg(test)]
mod tests {
    use super::end;
    use super::is_harmless;
    use super::reads_as_one;

    #[test]
    fn a_formula_ends_at_its_own_bracket() {
        assert_eq!(end(r"a\) b\)", r"\)"), Some(1));
        assert_eq!(end(r"a\\) b\\\)", r"\)"), Some(8));
        assert_eq!(end(r"a\] \", r"\)"), None);
    }

    #[test]
    fn only_commands_that_set_signs_act() {
        for inside in [
            r"\frac{a_1}{\sqrt[3]{b}} \cdot \left( x \right)",
            r"\begin{pmatrix} 1 & 2 \\ \alpha & \{\,x\,\} \end{pmatrix}",
            r"\ce{2H2 + O2 -> 2H2O} \text{ at } \mathrm{20\,^\circ C}",
            "x &= 1 \\\\\n\ty",
        ] {
            assert!(is_harmless(inside), "{inside}");
        }
        for inside in [
            r#"\mmlToken{mi}[href="javascript:alert(1)"]{x}"#,
            r"\bbox[background:url(https://example.org/y.png)]{a}",
            r"\href{javascript:x()}{a}",
            r"\Href{x}{a}",
            r"\style{color:red}{a} \class{b}{c}",
            r"\cssId{b}{c}",
            r"\data{b=c}{d}",
            r"\require{html}",
            r"\unicode[x]{65}",
            r"\def\a{\b}",
            r"\newcommand{\a}{b}",
            r"\let\a=\b",
            r"\label{a} \ref{a}",
            "\\ne\u{7}wcommand",
            r"a{b",
            r"a}{b",
            r"\",
        ] {
            assert!(!is_harmless(inside), "{inside}");
        }
    }

    #[test]
    fn code_is_no_formula() {
        for (before, inside, after) in [
            (None, "x", None),
            (Some(' '), "x", Some('.')),
            (Some('('), "x", Some(')')),
            (Some('—'), " x ", Some('-')),
            (Some('“'), "-x", Some('”')),
            (Some('\n'), "-abc", Some('\n')),
        ] {
            assert!(reads_as_one(before, inside, after), "{inside}");
        }
        for (before, inside, after) in [
            (Some('/'), "a*", Some('b')),
            (None, "a", Some('\\')),
            (Some('='), r"\033[1m", Some('b')),
            (Some('\''), "ab", Some('\'')),
            (Some('"'), "ab", Some('"')),
            (Some('a'), "b", None),
            (Some(' '), " -name x -o -name y ", Some(' ')),
            (Some(' '), " ! -type d ", Some(' ')),
            (Some(' '), " ", Some(' ')),
        ] {
            assert!(!reads_as_one(before, inside, after), "{inside}");
        }
    }
}
