//! A live quiz with a whole school: how soon a question is on every phone, and how soon an answer is on disk.
//!
//! The program serves a game on loopback, and phones are sockets of this program on the same machine, so
//! half of the work measured is theirs. Printed for 1,000 and 4,000 phones: joins, the time from the order to
//! the view on each phone, from an answer to its acknowledgement when all answer within a moment and when
//! they answer over three seconds, memory for each phone; then joins of 5,000 within five seconds. `SMOKE=200`
//! tries the same once with so many.

#![allow(clippy::disallowed_methods)] // a benchmark reads the clock

use std::io::BufRead;
use std::io::BufReader;
use std::io::Write;
use std::net::SocketAddr;
use std::process::Child;
use std::process::ChildStdin;
use std::process::ChildStdout;
use std::process::Command;
use std::process::Stdio;
use std::time::Duration;
use std::time::Instant;

use futures_util::SinkExt;
use futures_util::StreamExt;
use serde_json::Value;
use suraq::live::wire::FromPhone;
use suraq::live::wire::Phase;
use suraq::live::wire::ToPhone;
use suraq::live::wire::View;
use tokio::io::AsyncReadExt;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::Utf8Bytes;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;

fn main() {
    let sizes = match std::env::var("SMOKE").ok().and_then(|number| number.parse().ok()) {
        Some(number) => vec![number],
        None => vec![1_000, 4_000],
    };
    let _ = rlimit::increase_nofile_limit(20_000);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    for size in &sizes {
        runtime.block_on(play(*size));
    }
    let flood = if sizes.len() == 1 { sizes[0] } else { 5_000 };
    runtime.block_on(joins(flood));
}

/// The program with a game.
struct Host {
    child: Child,
    stdin: ChildStdin,
    /// Its lines are read at once: a full pipe would hold up the teacher's words.
    out: std::sync::mpsc::Receiver<String>,
    address: SocketAddr,
    code: String,
    _home: tempfile::TempDir,
}

impl Host {
    fn begin(players: usize) -> Host {
        let home = tempfile::tempdir().expect("a folder");
        let mut deck = "format = 1\n\n[deck]\nid = \"lakes\"\ntitle = \"Lakes\"\n".to_owned();
        for number in 1..=6 {
            deck.push_str(&format!(
                "\n[[item]]\nid = \"lake-{number}\"\nstem = \"Which of these sentences is about lake {number} of the steppe?\"\n\
                 key = \"right {number}\"\ndistractors = [\"wrong {number}\", \"no {number}\", \"never {number}\"]\n"
            ));
        }
        std::fs::create_dir_all(home.path().join("decks")).expect("a folder");
        std::fs::write(home.path().join("decks/lakes.toml"), deck).expect("a deck");
        let mut child = Command::new(env!("CARGO_BIN_EXE_suraq"))
            .arg("--home")
            .arg(home.path())
            .args([
                "live",
                "deck:lakes",
                "-n",
                "5",
                "--bind",
                "127.0.0.1",
                "--port",
                "0",
                "--json",
                "--players",
            ])
            .arg(players.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program");
        let stdin = child.stdin.take().expect("its input");
        let out = lines(child.stdout.take().expect("its output"));
        let mut host = Host {
            child,
            stdin,
            out,
            address: SocketAddr::from(([127, 0, 0, 1], 0)),
            code: String::new(),
            _home: home,
        };
        let serving = host.told("serving");
        host.code = serving["code"].as_str().expect("a code").to_owned();
        let address = serving["addresses"][0].as_str().expect("an address");
        host.address = address.trim_start_matches("http://").parse().expect("an address");
        host
    }

    fn told(&mut self, event: &str) -> Value {
        loop {
            let line = self.out.recv().expect("it goes on");
            let value: Value = serde_json::from_str(&line).expect("JSON");
            if value["event"] == event {
                return value;
            }
        }
    }

    fn types(&mut self, line: &str) {
        writeln!(self.stdin, "{line}").expect("it listens");
        self.stdin.flush().expect("it listens");
    }

    /// Bytes the program holds in memory; nothing where the system does not say so.
    fn memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status
            .lines()
            .find(|line| line.starts_with("VmRSS:"))
            .unwrap_or_default();
        let number = line
            .split_whitespace()
            .nth(1)
            .and_then(|number| number.parse::<u64>().ok());
        number.unwrap_or(0) * 1_024
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn lines(out: ChildStdout) -> std::sync::mpsc::Receiver<String> {
    let (send, lines) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        BufReader::new(out)
            .lines()
            .map_while(Result::ok)
            .try_for_each(|line| send.send(line))
    });
    lines
}

/// Joins; returns the cookie.
async fn join(address: SocketAddr, code: &str, number: usize) -> Option<String> {
    let body = format!("code={code}&name=Pupil{number}&lang=en");
    let request = format!(
        "POST /join HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let mut stream = TcpStream::connect(address).await.ok()?;
    stream.write_all(request.as_bytes()).await.ok()?;
    let mut text = String::new();
    stream.read_to_string(&mut text).await.ok()?;
    let cookie = text.lines().find_map(|line| line.strip_prefix("set-cookie: "))?;
    Some(cookie.split(';').next()?.to_owned())
}

/// So many joins, in groups that a class would come in; returns the cookies and how long it took.
async fn join_all(host: &Host, size: usize) -> (Vec<String>, Duration) {
    let begun = Instant::now();
    let mut cookies = Vec::new();
    for from in (0..size).step_by(250) {
        let (address, code) = (host.address, host.code.clone());
        let group: Vec<_> = (from..size.min(from + 250))
            .map(|number| {
                let code = code.clone();
                tokio::spawn(async move { join(address, &code, number).await })
            })
            .collect();
        for one in group {
            cookies.extend(one.await.expect("a task"));
        }
    }
    (cookies, begun.elapsed())
}

/// What a phone tells of itself.
enum Tells {
    Shown(Phase, Instant),
    Acknowledged(Duration),
}

type Orders = mpsc::UnboundedSender<Duration>;

/// A phone: tells when views come, and answers when it is told to, after a while.
async fn phone(
    socket: WebSocketStream<TcpStream>,
    tells: mpsc::UnboundedSender<Tells>,
    mut orders: mpsc::UnboundedReceiver<Duration>,
) {
    let (mut out, mut frames) = socket.split();
    let mut view = View::default();
    let mut sent = Instant::now();
    loop {
        tokio::select! {
            frame = frames.next() => match frame {
                Some(Ok(Message::Text(text))) => match serde_json::from_str(&text) {
                    Ok(ToPhone::View(newer)) => {
                        view = *newer;
                        let _ = tells.send(Tells::Shown(view.phase, Instant::now()));
                    }
                    Ok(ToPhone::Ack(ack)) if ack.saved => {
                        let _ = tells.send(Tells::Acknowledged(sent.elapsed()));
                    }
                    _ => return,
                },
                Some(Ok(_)) => {}
                _ => return,
            },
            order = orders.recv() => {
                let Some(wait) = order else { return };
                tokio::time::sleep(wait).await;
                let Some(round) = &view.round else { return };
                let said = FromPhone::Answer {
                    id: round.number as u32,
                    question: round.question.clone(),
                    option: round.options[0].id.clone(),
                };
                let text = serde_json::to_string(&said).expect("JSON");
                sent = Instant::now();
                if out.send(Message::Text(Utf8Bytes::from(text))).await.is_err() {
                    return;
                }
            }
        }
    }
}

async fn connect(address: SocketAddr, cookie: &str) -> WebSocketStream<TcpStream> {
    let mut request = format!("ws://{address}/ws")
        .into_client_request()
        .expect("a request");
    request
        .headers_mut()
        .insert("Cookie", cookie.parse().expect("a cookie"));
    let stream = TcpStream::connect(address).await.expect("a connection");
    stream.set_nodelay(true).expect("a socket");
    let config = WebSocketConfig::default().read_buffer_size(4_096);
    tokio_tungstenite::client_async_with_config(request, stream, Some(config))
        .await
        .expect("a socket")
        .0
}

async fn play(size: usize) {
    let mut host = Host::begin(size);
    let before = host.memory();
    let (cookies, took) = join_all(&host, size).await;
    println!(
        "{size} phones: {} joined in {:.1} s",
        cookies.len(),
        took.as_secs_f64()
    );
    let (tells, mut told) = mpsc::unbounded_channel();
    let mut orders: Vec<Orders> = Vec::new();
    let begun = Instant::now();
    for cookie in &cookies {
        let socket = connect(host.address, cookie).await;
        let (order, of_phone) = mpsc::unbounded_channel();
        tokio::spawn(phone(socket, tells.clone(), of_phone));
        orders.push(order);
    }
    wait_for(&mut told, size, |tell| {
        matches!(tell, Tells::Shown(Phase::Lobby, _))
    })
    .await;
    let memory = host.memory().saturating_sub(before) / size as u64;
    println!(
        "  connected in {:.1} s, {:.1} KB a phone",
        begun.elapsed().as_secs_f64(),
        memory as f64 / 1_024.0
    );
    for (line, spread) in [("start", 0), ("next", 0), ("next", 3_000)] {
        let ordered = Instant::now();
        host.types(line);
        let mut views = Vec::new();
        while views.len() < size {
            if let Some(Tells::Shown(Phase::Open, at)) = told.recv().await {
                views.push(at - ordered);
            }
        }
        println!("  question on {} phones: {}", views.len(), spread_of(views));
        for (number, order) in orders.iter().enumerate() {
            let wait = Duration::from_millis(spread * number as u64 / size as u64);
            let _ = order.send(wait);
        }
        let mut acks = Vec::new();
        while acks.len() < size {
            if let Some(Tells::Acknowledged(took)) = told.recv().await {
                acks.push(took);
            }
        }
        println!(
            "  answers on disk, over {:.0} s: {}",
            spread as f64 / 1_000.0,
            spread_of(acks)
        );
        host.types("close");
        let closed = host.told("closed");
        assert_eq!(closed["answered"], size, "no answer is lost");
        host.types("reveal");
        host.told("revealed");
        wait_for(&mut told, size, |tell| {
            matches!(tell, Tells::Shown(Phase::Reveal, _))
        })
        .await;
    }
}

async fn wait_for(
    told: &mut mpsc::UnboundedReceiver<Tells>,
    count: usize,
    is_meant: impl Fn(&Tells) -> bool,
) {
    let mut seen = 0;
    while seen < count {
        if told.recv().await.as_ref().is_some_and(&is_meant) {
            seen += 1;
        }
    }
}

/// A flood of joins; the teacher's next word is answered meanwhile.
async fn joins(size: usize) {
    let mut host = Host::begin(size);
    let (cookies, took) = join_all(&host, size).await;
    let asked = Instant::now();
    host.types("lock");
    host.told("doors");
    println!(
        "{} joins of {size} in {:.1} s; the next order was done {:.0} ms later",
        cookies.len(),
        took.as_secs_f64(),
        asked.elapsed().as_secs_f64() * 1_000.0
    );
}

fn spread_of(mut times: Vec<Duration>) -> String {
    times.sort_unstable();
    let at = |share: f64| {
        let place = ((times.len() as f64 - 1.0) * share).round() as usize;
        times[place].as_secs_f64() * 1_000.0
    };
    format!(
        "p50 {:.0} ms, p99 {:.0} ms, last {:.0} ms",
        at(0.5),
        at(0.99),
        at(1.0)
    )
}
