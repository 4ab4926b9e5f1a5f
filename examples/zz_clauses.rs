//! scratch
use suraq::facts::clause;
use suraq::facts::scene::Scene;
use suraq::lexicon::Lexicon;
fn main() {
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path).unwrap();
        let document = suraq::text::read(&path, &bytes).unwrap();
        let scene = Scene::read(&document, Lexicon::shipped());
        for view in &scene.views {
            let text = view.span.of(&document.text).replace('\n', " ");
            println!("S {text}");
            if let Some(o) = view.objection {
                println!("   O {o}");
                continue;
            }
            match clause::read(&scene, view) {
                Ok(c) => show("surface", &scene, view, &c),
                Err(r) => println!("   surface: {r}"),
            }
            for c in clause::read_more(&scene, view) {
                show("more", &scene, view, &c);
            }
            for c in clause::read_tree(&scene, view) {
                match c {
                    Ok(c) => show("tree", &scene, view, &c),
                    Err(r) => println!("   tree: {r}"),
                }
            }
        }
    }
}
fn show(by: &str, scene: &Scene<'_>, view: &suraq::facts::scene::View<'_>, c: &clause::Clause) {
    let t = |ix: &[usize]| scene.phrase(view, ix).map(|p| p.text).unwrap_or("??".into());
    let pieces: Vec<String> = clause::pieces(view, c).iter().map(|p| t(p)).collect();
    println!(
        "   {by} OK [{}] {} {:?} {} | {} | {:?}",
        c.topic.as_ref().map(|t| t.text.clone()).unwrap_or(t(&c.subject)),
        c.lemma,
        c.voice,
        c.adverbs,
        pieces.join(" / "),
        c.times.iter().map(|t| t.value).collect::<Vec<_>>()
    );
}
