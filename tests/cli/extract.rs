//! `extract`: one line a question, with evidence that can be found in the file.

use std::io::BufRead;
use std::io::BufReader;
use std::io::Read;
use std::process::Command;
use std::process::Stdio;

use super::world::World;
use super::world::run;

/// An invented article that gives several questions.
pub const TEXT: &str = "# The bridge at Altynsu\n\n\
The Altynsu Bridge Authority (ABA) was founded in 1994. It employs 212 engineers.\n\n\
On 5 June 2011, the Altynsu Bridge opened. The bridge is 1,240 metres long. \
“Қала” is the Kazakh word for city.\n\n\
Dana Sarsen was born on 3 March 1961. In 2008, Dana Sarsen became director of the Altynsu Bridge Authority.\n";

/// The same in another subject, for tests of several files.
pub const OTHER: &str = "# The library of Kumkala\n\n\
The Kumkala City Library (KCL) was founded in 1927. In 1975, the Kumkala City Library opened its reading hall. \
The library holds 84,300 books.\n";

#[test]
fn every_question_shows_its_place_byte_for_byte() {
    let world = World::new();
    let file = world.file("bridge.md", TEXT);
    let lines = world.run(&["extract", &file, "--json", "--all"]).ended(0).json();
    assert!(lines.len() >= 3, "{lines:?}");
    for line in &lines {
        let place = |name: &str| usize::try_from(line[name].as_u64().unwrap()).unwrap();
        let quote = &TEXT.as_bytes()[place("start")..place("end")];
        assert_eq!(quote, line["quote"].as_str().unwrap().as_bytes());
        assert_eq!(line["doc"], "bridge.md");
        assert!(line["type"].as_str().unwrap().starts_with('T'), "{line}");
        assert!((0.0..=1.0).contains(&line["score"].as_f64().unwrap()));
        if let Some(options) = line["options"].as_array() {
            assert!(options.contains(&line["key"]), "{line}");
        }
    }
}

#[test]
fn the_order_of_the_files_and_the_run_do_not_show() {
    let world = World::new();
    let (one, other) = (world.file("a.md", TEXT), world.file("b.md", OTHER));
    let first = world.run(&["extract", &one, &other, "--json"]).ended(0).out;
    assert!(first.contains("a.md") && first.contains("b.md"));
    assert_eq!(
        first,
        world.run(&["extract", &other, &one, "--json"]).ended(0).out
    );
    assert_eq!(
        first,
        world.run(&["extract", &one, &other, &one, "--json"]).ended(0).out
    );
}

#[test]
fn a_folder_gives_what_can_be_read_in_it() {
    let world = World::new();
    world.file("notes/deep/a.md", TEXT);
    world.file("notes/b.txt", OTHER);
    world.file("notes/picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\r");
    let folder = world.path("notes").display().to_string();
    let ran = world.run(&["extract", &folder, "--json"]).ended(0);
    let lines = ran.json();
    let docs: std::collections::BTreeSet<&str> =
        lines.iter().map(|line| line["doc"].as_str().unwrap()).collect();
    assert_eq!(docs.into_iter().collect::<Vec<_>>(), ["a.md", "b.txt"]);
    assert_eq!(ran.err, "");
    world.file("empty/picture.png", b"");
    let folder = world.path("empty").display().to_string();
    let ran = world.run(&["extract", &folder]).ended(3);
    assert!(ran.err.contains("no document in this folder"), "{}", ran.err);
}

#[test]
fn standard_input_is_a_document() {
    let world = World::new();
    let lines = world.run_with(&["extract", "-", "--json"], TEXT).ended(0).json();
    assert!(lines.iter().all(|line| line["doc"] == "-"));
    assert!(!lines.is_empty());
}

#[test]
fn the_limit_holds_and_all_lifts_it() {
    let world = World::new();
    let file = world.file("bridge.md", TEXT);
    let few = world
        .run(&["extract", &file, "--json", "--limit", "15"])
        .ended(0)
        .json();
    let all = world.run(&["extract", &file, "--json", "--all"]).ended(0).json();
    let words = TEXT.split_whitespace().count();
    assert_eq!(few.len(), (words * 15).div_ceil(1000));
    assert!(all.len() > few.len());
    world.run(&["extract", &file, "--all", "--limit", "3"]).ended(2);
}

#[test]
fn drafts_carry_the_reasons_and_facts_their_place() {
    let world = World::new();
    let file = world.file("bridge.md", TEXT);
    let fit = world.run(&["extract", &file, "--json", "--all"]).ended(0).json();
    let drafts = world
        .run(&["extract", &file, "--json", "--all", "--drafts"])
        .ended(0)
        .json();
    assert_eq!(drafts[..fit.len()], fit);
    assert!(fit.iter().all(|line| line.get("dropped").is_none()));
    for dropped in &drafts[fit.len()..] {
        assert!(!dropped["dropped"].as_array().unwrap().is_empty());
    }
    let facts = world
        .run(&["extract", &file, "--facts", "--json"])
        .ended(0)
        .json();
    assert!(
        facts
            .iter()
            .any(|fact| fact["statement"].as_str().unwrap().contains("1994"))
    );
    assert!(facts.iter().all(|fact| fact["assertion"] == "stated"));
}

#[test]
fn one_bad_file_does_not_stop_the_others() {
    let world = World::new();
    let good = world.file("good.md", TEXT);
    let empty = world.file("empty.txt", " \n");
    let binary = world.file("binary.txt", b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\0");
    let missing = world.path("missing.txt").display().to_string();
    let ran = world
        .run(&["extract", &empty, &good, &binary, &missing, "--json"])
        .ended(3);
    assert_eq!(ran.json().len(), 1);
    for said in [
        format!("error: {empty}: the document is empty\n"),
        format!("error: {binary}: this is "),
        format!("error: {missing}: cannot be read: no such file"),
    ] {
        assert!(ran.err.contains(&said), "{said} in {}", ran.err);
    }
}

#[test]
fn other_encodings_and_languages_are_said() {
    let world = World::new();
    let mut latin = b"# Caf\xe9 Society\n\n".to_vec();
    latin.extend_from_slice(TEXT.replace(['“', '”'], "\"").replace("Қала", "Qala").as_bytes());
    latin.extend_from_slice(b"The founder of the caf\xe9 was Ren\xe9 L\xe9vy.\n");
    let file = world.file("latin.md", &latin);
    let ran = world.run(&["extract", &file, "--json"]).ended(0);
    assert!(
        ran.err.contains("converted from windows-1252 to UTF-8"),
        "{}",
        ran.err
    );
    let russian = "Мост через реку открыли в июне две тысячи одиннадцатого года, и с тех пор по нему каждый день \
                   проезжают тысячи машин, которые раньше ждали парома часами.\n";
    let file = world.file("russian.txt", russian);
    let ran = world.run(&["extract", &file, "--json"]).ended(3);
    assert!(ran.err.contains("the text is Russian"), "{}", ran.err);
    assert_eq!(ran.out, "");
}

#[test]
fn a_file_of_fifty_megabytes_is_refused_at_once() {
    let world = World::new();
    let file = world.file("large.txt", vec![b'a'; 50 * 1024 * 1024]);
    let ran = world.run(&["extract", &file]).ended(3);
    assert_eq!(
        ran.err,
        format!(
            "error: {file}: the document has 50 MB, and at most 16 MB can be read\n\
             hint: cut it into its chapters or articles and give those\n"
        )
    );
}

#[test]
fn a_damaged_book_is_told_and_the_rest_of_its_folder_is_read() {
    let world = World::new();
    world.file("shelf/a.md", TEXT);
    let book = world.file("shelf/book.epub", b"PK\x03\x04 META-INF/container.xml");
    let folder = world.path("shelf").display().to_string();
    let ran = world.run(&["extract", &folder, "--json"]).ended(3);
    assert!(ran.json().iter().all(|line| line["doc"] == "a.md") && !ran.out.is_empty());
    assert_eq!(
        ran.err,
        format!(
            "error: {book}: the EPUB file is damaged: the list of its parts is missing, as when a download broke off\n\
             hint: get the file anew, or open it in the program it is made for and save it as text\n"
        )
    );
}

/// A folder of `count` small documents, each of which gives a question.
fn many(world: &World, count: usize) -> String {
    for number in 0..count {
        let text = format!(
            "# Velk Town {number}\n\nThe Velk Library was founded in {}.\n",
            1500 + number
        );
        world.file(&format!("many/{number:04}.md"), text);
    }
    world.path("many").display().to_string()
}

#[test]
fn a_large_folder_comes_in_order_whatever_the_number_of_threads() {
    let world = World::new();
    let folder = many(&world, 200);
    world.file("many/0077.md", b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\0");
    let read = |threads: &str| {
        let mut command = world.command(&["extract", &folder, "--json"]);
        command.env("RAYON_NUM_THREADS", threads);
        run(command, b"").ended(3)
    };
    let (one, four) = (read("1"), read("4"));
    assert_eq!((&one.out, &one.err), (&four.out, &four.err));
    let lines = one.json();
    let docs: Vec<&str> = lines.iter().map(|line| line["doc"].as_str().unwrap()).collect();
    assert_eq!(docs.len(), 199);
    assert!(docs.is_sorted());
    assert!(one.err.starts_with("error: ") && one.err.contains("0077.md: this is a program"));
}

#[cfg(unix)]
#[test]
fn an_interrupt_leaves_whole_lines_and_says_how_far_it_came() {
    let world = World::new();
    let folder = many(&world, 3000);
    let mut command = world.command(&["extract", &folder, "--json"]);
    command.env("RAYON_NUM_THREADS", "1").stdin(Stdio::null());
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut read = String::new();
    out.read_line(&mut read).unwrap();
    let id = child.id().to_string();
    assert!(
        Command::new("kill")
            .args(["-INT", &id])
            .status()
            .unwrap()
            .success()
    );
    out.read_to_string(&mut read).unwrap();
    let mut err = String::new();
    child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(3));
    let lines: Vec<&str> = read.lines().collect();
    assert_eq!(err, format!("Stopped after {} of 3000 documents.\n", lines.len()));
    assert!(read.ends_with('\n') && lines.len() < 3000);
    for (number, line) in lines.iter().enumerate() {
        assert!(line.contains(&format!("\"{number:04}.md\"")), "{line}");
    }
}
