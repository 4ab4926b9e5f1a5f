//! What HTML of cards reads like as text.

use super::text;

#[track_caller]
fn check(html: &str, expected: &str) {
    assert_eq!(text(html, &str::to_owned), expected, "{html}");
}

#[test]
fn words_stay_and_decoration_goes() {
    check("plain", "plain");
    check("  two\n words ", "two words");
    check(
        "<b>bold</b> and <span style=\"color: red\">red</span>",
        "bold and red",
    );
    check("a &lt; b &amp; c&nbsp;d", "a < b & c d");
    check("a < b, 3 > 2 & more", "a < b, 3 > 2 & more");
    check(
        "x<!-- hidden > --><style>p { }</style><SCRIPT>1 < 2</script >y",
        "xy",
    );
    check("Қаза<i>қ</i>стан", "Қазақстан");
}

#[test]
fn lines_are_kept() {
    check("one<br>two<br/>three", "one\ntwo\nthree");
    check("<div>one</div><div>two</div>", "one\ntwo");
    check("one<div><br></div><div>two</div>", "one\n\ntwo");
    check("a<br><br><br><br>b", "a\n\nb");
    check("<pre>fn a\n  b</pre>after", "fn a\n  b\nafter");
    check("<br><br>", "");
}

#[test]
fn lines_keep_their_indentation() {
    check(
        "<pre>def f(x):\n    if x:\n\treturn 1</pre>",
        "def f(x):\n    if x:\n    return 1",
    );
    check("if x:<br>&nbsp;&nbsp;y<br>z", "if x:\n  y\nz");
    check("<div>if x:</div><div>&nbsp; &nbsp; y</div>", "if x:\n    y");
    // Around a whole text, inside a line and on an empty one they say nothing.
    check(
        "&nbsp;&nbsp;Oron&nbsp;<br>&nbsp;<br>a&nbsp;&nbsp;b",
        "Oron\n\na b",
    );
    check("one<br>\n   two", "one\ntwo");
}

#[test]
fn lists_and_tables_read_as_such() {
    check(
        "Two:<ul><li>one</li><li>two</li></ul>end",
        "Two:\n• one\n• two\nend",
    );
    check("<ol><li>one<li>two</ol>", "1. one\n2. two");
    check("<ol start=\"3\"><li>c</ol>", "3. c");
    check("<li>one</li>", "• one");
    check("<ol><li><p>a</p><p>b</p></li> <li><div>c</div>", "1. a\nb\n2. c");
    check("<ul><li>a<ul><li>b</li></ul></li></ul>", "• a\n  • b");
    check(
        "<table><tr><td>a</td><td>b</td></tr><tr><td>c<td>d</table>",
        "a | b\nc | d",
    );
}

#[test]
fn lists_have_the_signs_that_are_seen_there() {
    check(
        "<ol type=A><li>Balkhash</li><li>Ural</li></ol>",
        "A. Balkhash\nB. Ural",
    );
    check("<OL TYPE=\"a\" start=26><li>y<li>z</OL>", "z. y\naa. z");
    check("<ol type='I'><li>a<li value=4>b<li>c</ol>", "I. a\nIV. b\nV. c");
    check(
        "<ol type=i start=1998><li>a<li>b</ol>",
        "mcmxcviii. a\nmcmxcix. b",
    );
    check("<ol type=1 start=5><li>a</ol>", "5. a");
    check("<ol style=\"list-style-type: upper-alpha\"><li>a</ol>", "A. a");
    check(
        "<ol style='list-style: lower-roman inside'><li>a<li>b</ol>",
        "i. a\nii. b",
    );
    check("<ol type=A start=0><li>a<li>b</ol>", "0. a\nA. b");
    check("<ol start=-1><li>a<li>b</ol>", "-1. a\n0. b");
    check(
        "<ol type=I start=2147483647><li>a<li>b</ol>",
        "2147483647. a\n2147483648. b",
    );
    check("<ol start=99999999999999999999><li>a</ol>", "1. a");
    check(
        "<ol type=A><li>a<ul><li>b</li></ul></li><li>c</ol>",
        "A. a\n  • b\nB. c",
    );
}

#[test]
fn an_element_may_have_a_sign_of_its_own() {
    check(
        "<ol><li type=A>a<li type=a>b<li type=I value=9>c<li>d</ol>",
        "A. a\nb. b\nIX. c\n10. d",
    );
    check(
        "<ul><li style='list-style-type: lower-alpha'>a<li>b</ul>",
        "a. a\n• b",
    );
    check("<ol type=A style='list-style: decimal'><li>a</ol>", "1. a");
    check(
        "<ol type=A style='list-style-type: none; color: red'><li>A) a</ol>",
        "A) a",
    );
    check("<ol style='list-style: inside'><li>a</ol>", "• a");
    check("<ol type=A style='color: red'><li>a</ol>", "A. a");
}

#[test]
fn a_list_may_count_down() {
    check("<ol reversed><li>a<li>b<li>c</ol><li>d", "3. a\n2. b\n1. c\n• d");
    check(
        "<ol reversed=reversed type=A><li>a<ul><li>x</ul></li><li>b</ol>",
        "B. a\n  • x\nA. b",
    );
    check(
        "<OL REVERSED start=10><li>a<li value=5>b<li>c</OL>",
        "10. a\n5. b\n4. c",
    );
}

#[test]
fn readings_and_shifted_letters() {
    check(
        "<ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>",
        "漢字(かんじ)",
    );
    check("x<sup>2</sup> + H<sub>2</sub>O", "x² + H₂O");
    check(
        "x<sup>ab</sup>, y<sub>k</sub>, 5<sup>th day</sup>",
        "x^(ab), y_k, 5^(th day)",
    );
    check("a<sup></sup>b</sup>", "ab");
}

#[test]
fn media_are_marked() {
    check("<img src=\"flag.png\">", "[image: flag.png]");
    check(
        "<img alt=x src='my%20pic&amp;co.png' />?",
        "[image: my pic&co.png]?",
    );
    check("<img src=\"a>b.png\">x", "[image: a>b.png] x");
    check(
        "A flag:<img src=a.png>(<img src=b.png>)[sound:c.mp3].",
        "A flag: [image: a.png]([image: b.png]) [sound: c.mp3].",
    );
    check("Say [sound:a b.mp3] it", "Say [sound: a b.mp3] it");
    check("<img src=\"data:image/png;base64,AAAA\" alt=\"a dot\">", "a dot");
    let renamed = text("<img src=x.png>", &|_| "y.png".to_owned());
    assert_eq!(renamed, "[image: y.png]");
}

#[test]
fn formulas_stay_as_they_are_typed() {
    check("[latex]\\frac{a}{b}[/latex]", "\\[\\frac{a}{b}\\]");
    check("[$]x[/$] and \\(y &lt; z\\)", "\\(x\\) and \\(y < z\\)");
    check("<anki-mathjax>x^2</anki-mathjax>", "\\(x^2\\)");
}

#[test]
fn broken_html_gives_some_text_and_no_panic() {
    for html in [
        "<",
        "<b",
        "</",
        "<!",
        "<!--",
        "<img",
        "<img src=",
        "<img src=\"",
        "&",
        "&#",
        "[sound:",
        "[",
        "</li></ul>",
        "<li>",
        "<script>",
        "<a href=\"x>y",
        "<sup><sub></sup>x</sub>",
        "<\u{4d9}>",
        "&\u{4d9};",
        "%\u{4d9}",
    ] {
        let _ = text(html, &str::to_owned);
    }
    check("<a href=\"x>y", "y");
    check("[not sound] [", "[not sound] [");
    let deep = "<ul><li>".repeat(2_000);
    assert!(text(&deep, &str::to_owned).len() < 100_000);
    let long = "ә".repeat(200_000);
    assert!(text(&long, &str::to_owned).len() <= super::MOST_SIDE);
}
