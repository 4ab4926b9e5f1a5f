//! The real program with a game on loopback, and phones that are sockets and forms.

use std::io::BufRead;
use std::io::BufReader;
use std::io::Read;
use std::io::Write;
use std::net::SocketAddr;
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::Child;
use std::process::ChildStdin;
use std::process::Command;
use std::process::Stdio;
use std::sync::mpsc;
use std::sync::mpsc::Receiver;
use std::time::Duration;

use serde_json::Value;
use suraq::live::wire::Ack;
use suraq::live::wire::FromPhone;
use suraq::live::wire::Phase;
use suraq::live::wire::ToPhone;
use suraq::live::wire::View;
use tempfile::TempDir;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::WebSocket;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;

/// Nothing that is awaited takes so long; what does is a failure, not a measure.
const PATIENCE: Duration = Duration::from_secs(60);

/// A home with a deck of twelve questions whose key begins with `right`, and one that is written.
pub struct Home {
    pub folder: TempDir,
}

impl Home {
    pub fn new() -> Home {
        let folder = tempfile::tempdir().unwrap();
        let mut deck = "format = 1\n\n[deck]\nid = \"lakes\"\ntitle = \"Lakes\"\n".to_owned();
        for number in 1..=12 {
            deck.push_str(&format!(
                "\n[[item]]\nid = \"lake-{number}\"\nstem = \"Which of these is lake {number} <b>\"\nkey = \"right {number}\"\n\
                 distractors = [\"wrong {number}\", \"no {number}\", \"never {number}\"]\nexplanation = \"Because {number}.\"\n"
            ));
        }
        deck.push_str("\n[[item]]\nid = \"written\"\nstem = \"How deep is it?\"\nkey = \"forty metres\"\n");
        std::fs::create_dir_all(folder.path().join("decks")).unwrap();
        std::fs::write(folder.path().join("decks/lakes.toml"), deck).unwrap();
        Home { folder }
    }

    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_suraq"));
        command
            .env_remove("SURAQ_HOME")
            .arg("--home")
            .arg(self.folder.path())
            .args(words);
        command
    }

    /// What a command prints.
    pub fn run(&self, words: &[&str]) -> String {
        let output = self.command(words).output().unwrap();
        assert!(
            output.status.success(),
            "{words:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).unwrap()
    }

    /// Begins a game of three questions, with these flags beside.
    pub fn begin(&self, flags: &[&str]) -> Game {
        let mut words = vec!["live", "deck:lakes", "-n", "3", "--port", "0", "--seed", "7"];
        words.extend(flags);
        self.serve(&words)
    }

    /// Goes on with the newest game.
    pub fn resume(&self, flags: &[&str]) -> Game {
        let mut words = vec!["live", "--resume"];
        words.extend(flags);
        self.serve(&words)
    }

    /// Begins the game that these words ask for.
    pub fn serve(&self, words: &[&str]) -> Game {
        let mut command = self.command(words);
        if !words.contains(&"--bind") {
            command.args(["--bind", "127.0.0.1"]);
        }
        let mut child = command
            .args(["--json"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let stdin = child.stdin.take();
        let lines = lines_of(child.stdout.take().unwrap());
        let talk = lines_of(child.stderr.take().unwrap());
        let mut game = Game {
            child,
            stdin,
            lines,
            talk,
            address: SocketAddr::from(([127, 0, 0, 1], 0)),
            code: String::new(),
            screen: String::new(),
        };
        let serving = game.told("serving");
        game.code = serving["code"].as_str().unwrap().to_owned();
        let address = serving["addresses"][0].as_str().unwrap();
        game.address = address.strip_prefix("http://").unwrap().parse().unwrap();
        let screen = serving["screen"].as_str().unwrap();
        game.screen = screen.split_once('?').unwrap().1.to_owned();
        game
    }

    pub fn journal(&self, code: &str) -> PathBuf {
        self.folder.path().join(format!("papers/{code}.journal.jsonl"))
    }
}

fn lines_of(stream: impl Read + Send + 'static) -> Receiver<String> {
    let (send, lines) = mpsc::channel();
    std::thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            if send.send(line).is_err() {
                return;
            }
        }
    });
    lines
}

/// A game that is played.
pub struct Game {
    child: Child,
    stdin: Option<ChildStdin>,
    lines: Receiver<String>,
    talk: Receiver<String>,
    pub address: SocketAddr,
    pub code: String,
    pub screen: String,
}

impl Game {
    /// Types a line.
    pub fn types(&mut self, line: &str) {
        let stdin = self.stdin.as_mut().unwrap();
        writeln!(stdin, "{line}").unwrap();
        stdin.flush().unwrap();
    }

    /// Waits until this event is told.
    #[track_caller]
    pub fn told(&self, event: &str) -> Value {
        loop {
            let Ok(line) = self.lines.recv_timeout(PATIENCE) else {
                let talk: Vec<String> = self.talk.try_iter().collect();
                panic!("`{event}` was not told; {}", talk.join("\n"));
            };
            let value: Value = serde_json::from_str(&line).unwrap_or_else(|_| panic!("no JSON: {line}"));
            if value["event"] == event {
                return value;
            }
        }
    }

    /// Types a line and waits for what is told of it.
    #[track_caller]
    pub fn after(&mut self, line: &str, event: &str) -> Value {
        self.types(line);
        self.told(event)
    }

    /// Waits until this is said on the side.
    #[track_caller]
    pub fn said(&self, part: &str) -> String {
        let mut seen = String::new();
        while let Ok(line) = self.talk.recv_timeout(PATIENCE) {
            seen.push_str(&line);
            seen.push(' ');
            if seen.contains(part) {
                return seen;
            }
        }
        panic!("`{part}` was not said: {seen}");
    }

    /// Ends the program as a power cut would.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Ends the input; returns the exit status.
    pub fn leave(&mut self) -> i32 {
        self.stdin.take();
        self.child.wait().unwrap().code().unwrap_or(-1)
    }

    /// Asks for a page as a browser does.
    pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Page {
        ask(self.address, method, path, headers, body)
    }

    pub fn join(&self, name: &str) -> Phone<'_> {
        self.join_with(&format!("code={}&name={name}&lang=en", self.code), &[])
            .unwrap_or_else(|page| panic!("{} {}", page.status, page.body))
    }

    /// Joins by a form; a refusal is the page that came back.
    pub fn join_with(&self, form: &str, headers: &[(&str, &str)]) -> Result<Phone<'_>, Page> {
        let page = self.ask("POST", "/join", headers, form);
        match page.header("set-cookie") {
            Some(cookie) if page.status == 303 => Ok(Phone {
                game: self,
                cookie: cookie.split(';').next().unwrap().to_owned(),
            }),
            _ => Err(page),
        }
    }
}

impl Drop for Game {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A page that came back.
pub struct Page {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Page {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }
}

/// Asks for a page. `headers` with the name `Host` takes the place of the usual one.
pub fn ask(address: SocketAddr, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Page {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    let mut request = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\n");
    if !headers.iter().any(|(name, _)| *name == "Host") {
        request.push_str(&format!("Host: {address}\r\n"));
    }
    for (name, value) in headers {
        request.push_str(&format!("{name}: {value}\r\n"));
    }
    if method == "POST" {
        request.push_str(&format!(
            "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n",
            body.len()
        ));
    }
    request.push_str("\r\n");
    request.push_str(body);
    // A server that refuses may close before it has read all.
    let _ = stream.write_all(request.as_bytes());
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes);
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
    let mut lines = head.lines();
    let status = lines
        .next()
        .and_then(|line| line.split(' ').nth(1)?.parse().ok())
        .unwrap_or(0);
    let headers = lines.filter_map(|line| line.split_once(": "));
    Page {
        status,
        headers: headers
            .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
            .collect(),
        body: body.to_owned(),
    }
}

/// A pupil's browser: it has a token, and may open a socket.
pub struct Phone<'a> {
    pub game: &'a Game,
    pub cookie: String,
}

impl Phone<'_> {
    pub fn get(&self, path: &str) -> Page {
        self.game.ask("GET", path, &[("Cookie", &self.cookie)], "")
    }

    pub fn connect(&self) -> Line {
        Line::open(self.game.address, "/ws", &[("Cookie", &self.cookie)]).unwrap()
    }
}

/// A socket.
pub struct Line {
    socket: WebSocket<TcpStream>,
    /// Everything that came, as it came.
    pub frames: Vec<String>,
    next: u32,
}

impl Line {
    /// Opens one; a refusal is the status that came back.
    pub fn open(address: SocketAddr, path: &str, headers: &[(&str, &str)]) -> Result<Line, u16> {
        use tokio_tungstenite::tungstenite::Error;
        use tokio_tungstenite::tungstenite::HandshakeError;
        let stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.set_nodelay(true).unwrap();
        let mut request = format!("ws://{address}{path}").into_client_request().unwrap();
        for (name, value) in headers {
            let name: tokio_tungstenite::tungstenite::http::HeaderName = name.parse().unwrap();
            request.headers_mut().insert(name, value.parse().unwrap());
        }
        match tokio_tungstenite::tungstenite::client(request, stream) {
            Ok((socket, _)) => Ok(Line {
                socket,
                frames: Vec::new(),
                next: 1,
            }),
            Err(HandshakeError::Failure(Error::Http(response))) => Err(response.status().as_u16()),
            Err(error) => panic!("{error}"),
        }
    }

    /// The next message; none when the connection is closed.
    pub fn next(&mut self) -> Option<ToPhone> {
        loop {
            match self.socket.read() {
                Ok(Message::Text(text)) => {
                    self.frames.push(text.to_string());
                    return Some(serde_json::from_str(&text).unwrap());
                }
                Ok(Message::Close(_)) | Err(_) => return None,
                Ok(_) => {}
            }
        }
    }

    /// Waits for a view that is as it is wanted.
    #[track_caller]
    pub fn view(&mut self, is_wanted: impl Fn(&View) -> bool) -> View {
        loop {
            match self.next() {
                Some(ToPhone::View(view)) if is_wanted(&view) => return *view,
                Some(_) => {}
                None => panic!("closed; last: {:?}", self.frames.last()),
            }
        }
    }

    #[track_caller]
    pub fn phase(&mut self, phase: Phase) -> View {
        self.view(|view| view.phase == phase)
    }

    /// Sends an answer; the ack is waited for with [`Line::ack`].
    pub fn send(&mut self, view: &View, text: &str) -> u32 {
        let round = view.round.as_ref().unwrap();
        let option = round
            .options
            .iter()
            .find(|option| option.text.starts_with(text))
            .unwrap();
        let id = self.next;
        self.next += 1;
        let said = FromPhone::Answer {
            id,
            question: round.question.clone(),
            option: option.id.clone(),
        };
        self.say(&said);
        id
    }

    pub fn say(&mut self, said: &FromPhone) {
        self.say_text(&serde_json::to_string(said).unwrap());
    }

    /// Sends any text; a closed connection is seen by who reads.
    pub fn say_text(&mut self, text: &str) {
        let _ = self.socket.send(Message::text(text));
    }

    #[track_caller]
    pub fn ack(&mut self) -> Ack {
        loop {
            match self.next() {
                Some(ToPhone::Ack(ack)) => return ack,
                Some(_) => {}
                None => panic!("closed; last: {:?}", self.frames.last()),
            }
        }
    }

    /// Answers, and waits until it is on disk.
    #[track_caller]
    pub fn answers(&mut self, view: &View, text: &str) -> bool {
        self.send(view, text);
        self.ack().saved
    }
}
