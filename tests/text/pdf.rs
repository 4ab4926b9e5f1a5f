//! PDF files made by hand: what is read from them, and that no damage does harm.

use suraq::text::{self, ReadError};

/// A PDF file of these objects; the first is its root.
fn file(objects: &[String]) -> Vec<u8> {
    let mut out = "%PDF-1.4\n".to_owned();
    let mut list = String::new();
    for (index, object) in objects.iter().enumerate() {
        list += &format!("{:010} 00000 n \n", out.len());
        out += &format!("{} 0 obj\n{object}\nendobj\n", index + 1);
    }
    let (size, start) = (objects.len() + 1, out.len());
    out += &format!("xref\n0 {size}\n0000000000 65535 f \n{list}trailer\n");
    out += &format!("<</Size {size}/Root 1 0 R/Info 7 0 R>>\nstartxref\n{start}\n%%EOF\n");
    out.into_bytes()
}

fn stream(dictionary: &str, content: &str) -> String {
    format!(
        "<<{dictionary}/Length {}>>\nstream\n{content}\nendstream",
        content.len()
    )
}

/// A file of one page that draws `part`.
fn page(part: &str) -> Vec<u8> {
    let lines = "BT /F 12 Tf 14 TL 50 700 Td (The pier of Velk was built in 1849, and Ann Lund) Tj \
                 T* (came to see it when she was a child.) Tj ET /A Do";
    file(&[
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R\
         /Resources<</Font<</F 6 0 R>>/XObject<</A 5 0 R>>>>>>"
            .to_owned(),
        stream("", lines),
        part.to_owned(),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned(),
        "<</Title(The pier)/CreationDate(D:20210725100000Z)>>".to_owned(),
    ])
}

fn form(resources: &str, content: &str) -> String {
    let dictionary = format!("/Type/XObject/Subtype/Form/BBox[0 0 600 800]{resources}");
    stream(&dictionary, content)
}

fn good() -> Vec<u8> {
    page(&form(
        "",
        "BT /F 12 Tf 50 600 Td (Berdi Orman left the town in 1911, and he never came back to the pier.) Tj ET",
    ))
}

#[test]
fn pages_are_read_with_title_and_day() {
    let document = text::read("a.pdf", &good()).unwrap();
    assert_eq!(document.title.as_deref(), Some("The pier"));
    assert_eq!(document.date.unwrap().to_string(), "2021-07-25");
    let sentences: Vec<String> = document
        .sentences
        .iter()
        .map(|sentence| document.plain(sentence.span))
        .collect();
    assert_eq!(
        sentences,
        [
            "The pier of Velk was built in 1849, and Ann Lund came to see it when she was a child.",
            "Berdi Orman left the town in 1911, and he never came back to the pier."
        ]
    );
}

#[test]
fn what_draws_itself_is_refused() {
    for resources in ["/Resources<</XObject<</A 5 0 R>>>>", ""] {
        let error = text::read("a.pdf", &page(&form(resources, "/A Do"))).unwrap_err();
        assert_eq!(
            error.to_string(),
            "a.pdf: the PDF file is damaged at page 1: it has a part that stands in itself"
        );
    }
    let twice = "/Filter[/FlateDecode/FlateDecode]";
    let error = text::read("a.pdf", &page(&form(twice, "x"))).unwrap_err();
    assert!(matches!(error, ReadError::Swells { .. }), "{error}");
}

#[test]
fn damaged_files_are_read_or_refused() {
    let bytes = good();
    for end in (5..bytes.len()).step_by(17) {
        let _ = text::read("a.pdf", &bytes[..end]);
    }
    for at in (5..bytes.len()).step_by(5) {
        let mut bytes = bytes.clone();
        bytes[at] = b'0' + bytes[at] % 77;
        if let Err(error) = text::read("a.pdf", &bytes) {
            assert!(error.to_string().starts_with("a.pdf: "), "{error}");
        }
    }
}
