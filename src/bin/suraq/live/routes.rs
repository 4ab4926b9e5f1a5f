//! What is answered under which address.

use std::sync::Arc;

use axum::Form;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::extract::Path;
use axum::extract::Query;
use axum::extract::RawQuery;
use axum::extract::State;
use axum::extract::WebSocketUpgrade;
use axum::extract::rejection::QueryRejection;
use axum::http::HeaderMap;
use axum::http::StatusCode;
use axum::http::header;
use axum::middleware;
use axum::response::Html;
use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use axum::routing::get;
use axum::routing::post;
use serde::Deserialize;
use suraq::live::Refusal;
use suraq::live::joining::Joining;
use suraq::live::wire::FromPhone;
use tokio::sync::oneshot;

use super::guard::guard;
use super::messages::Dial;
use super::messages::Message;
use super::misses;
use super::page;
use super::server::Shared;
use super::sockets;
use super::sockets::Who;

/// Longest form, in bytes.
const LONGEST: usize = 4_096;

/// How long a browser keeps its token: longer than a school day.
const KEPT_SECONDS: u32 = 43_200;

/// What browsers of phones and tablets call themselves.
const PHONES: [&str; 4] = ["Mobile", "Android", "iPhone", "iPad"];

type Host = State<Arc<Shared>>;

/// Returns the routes.
pub fn routes(shared: Arc<Shared>) -> Router {
    let game = Router::new()
        .route("/", get(root))
        .route("/j/{code}", get(join_page))
        .route("/J/{code}", get(join_page))
        .route("/join", post(join))
        .route("/play", get(play))
        .route("/ws", get(phone))
        .route("/answer", post(answer))
        .route("/go", post(go))
        .route("/finish", post(finish))
        .route("/screen", get(screen))
        .route("/screen/ws", get(screen_socket))
        .route("/misses", get(missed));
    let pages = Router::new()
        .route("/check", get(check))
        .route(
            "/page.css",
            get(|| file(page::CSS.as_str(), "text/css; charset=utf-8")),
        )
        .route(
            "/page.js",
            get(|| file(page::JS.as_str(), "text/javascript; charset=utf-8")),
        )
        .route(
            "/screen.css",
            get(|| file(page::SCREEN_CSS.as_str(), "text/css; charset=utf-8")),
        )
        .route(
            "/screen.js",
            get(|| file(page::SCREEN_JS.as_str(), "text/javascript; charset=utf-8")),
        );
    let all = match shared.code.is_empty() {
        true => pages.route("/", get(check)),
        false => pages.merge(game),
    };
    all.fallback(|| async { (StatusCode::NOT_FOUND, "There is no such page.\n") })
        .layer(DefaultBodyLimit::max(LONGEST))
        .layer(middleware::from_fn(guard))
        .with_state(shared)
}

async fn file(text: &'static str, kind: &'static str) -> Response {
    ([(header::CONTENT_TYPE, kind)], text).into_response()
}

async fn check(State(shared): Host, headers: HeaderMap) -> Html<String> {
    let agent = headers
        .get(header::USER_AGENT)
        .and_then(|agent| agent.to_str().ok());
    let is_phone = agent.is_some_and(|agent| PHONES.iter().any(|word| agent.contains(word)));
    // In a game nobody waits for it.
    let _ = shared.host.send(Message::Reached { is_phone });
    Html(page::check(&lang(&headers, &shared)))
}

async fn root(State(shared): Host, headers: HeaderMap) -> Response {
    match is_known(&shared, &headers).await {
        true => Redirect::to("/play").into_response(),
        false => form(&lang(&headers, &shared), &shared, "").into_response(),
    }
}

async fn join_page(State(shared): Host, Path(code): Path<String>, headers: HeaderMap) -> Response {
    if code != shared.code {
        return refused(
            &shared,
            &lang(&headers, &shared),
            "",
            "",
            page::Refusal::WrongCode,
        );
    }
    match is_known(&shared, &headers).await {
        true => Redirect::to("/play").into_response(),
        false => form(&lang(&headers, &shared), &shared, &code).into_response(),
    }
}

/// The form to join.
fn form(lang: &str, shared: &Shared, code: &str) -> Html<String> {
    Html(page::join(lang, code, "", shared.asks, None))
}

/// Whether a browser was here before and is still in.
async fn is_known(shared: &Shared, headers: &HeaderMap) -> bool {
    use suraq::live::wire::Phase;
    let Some(token) = token(shared, headers) else {
        return false;
    };
    let view = ask(shared, |reply| Message::Page(token, reply)).await.flatten();
    view.is_some_and(|view| view.phase != Phase::Kicked)
}

/// What is typed to join.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct JoinForm {
    code: String,
    name: String,
    rejoin: String,
    lang: String,
}

async fn join(State(shared): Host, headers: HeaderMap, Form(form): Form<JoinForm>) -> Response {
    let lang = match form.lang.as_str() {
        known @ ("en" | "kk" | "ru") => known.to_owned(),
        _ => lang(&headers, &shared),
    };
    let code: String = form.code.chars().filter(char::is_ascii_digit).collect();
    let is_guess = code != shared.code || !form.rejoin.trim().is_empty();
    if !shared.may_join() || (is_guess && !shared.may_try()) {
        return refused(&shared, &lang, &form.code, &form.name, page::Refusal::Busy);
    }
    if code != shared.code {
        return refused(&shared, &lang, "", &form.name, page::Refusal::WrongCode);
    }
    let joining = Joining {
        name: form.name.clone(),
        rejoin: form.rejoin,
        token: token(&shared, &headers),
        lang: lang.clone(),
    };
    match ask(&shared, |reply| Message::Join(joining, reply)).await {
        Some(Ok(token)) => {
            let cookie = format!(
                "{}={token}; Path=/; Max-Age={KEPT_SECONDS}; HttpOnly; SameSite=Strict",
                cookie_name(&shared)
            );
            ([(header::SET_COOKIE, cookie)], Redirect::to("/play")).into_response()
        }
        Some(Err(refusal)) => refused(&shared, &lang, &code, &form.name, reason(&refusal)),
        None => gone(),
    }
}

fn reason(refusal: &Refusal) -> page::Refusal {
    match refusal {
        Refusal::Full { .. } => page::Refusal::Full,
        Refusal::Banned => page::Refusal::Banned,
        Refusal::WrongRejoin => page::Refusal::WrongRejoin,
        _ => page::Refusal::Locked,
    }
}

fn refused(shared: &Shared, lang: &str, code: &str, name: &str, refusal: page::Refusal) -> Response {
    let status = match refusal {
        page::Refusal::Busy => StatusCode::TOO_MANY_REQUESTS,
        page::Refusal::WrongCode => StatusCode::NOT_FOUND,
        _ => StatusCode::FORBIDDEN,
    };
    (
        status,
        Html(page::join(lang, code, name, shared.asks, Some(refusal))),
    )
        .into_response()
}

async fn play(State(shared): Host, headers: HeaderMap) -> Response {
    let Some(token) = token(&shared, &headers) else {
        return Redirect::to("/").into_response();
    };
    match ask(&shared, |reply| Message::Page(token, reply)).await {
        Some(Some(view)) => Html(page::play(&view)).into_response(),
        Some(None) => Redirect::to("/").into_response(),
        None => gone(),
    }
}

async fn phone(
    State(shared): Host,
    dial: Result<Query<Dial>, QueryRejection>,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Response {
    let Some(token) = token(&shared, &headers) else {
        return StatusCode::UNAUTHORIZED.into_response();
    };
    let asked = token.clone();
    match ask(&shared, |reply| Message::Page(asked, reply)).await {
        Some(Some(_)) => {
            let dial = dial.ok().map(|Query(dial)| dial);
            sockets::open(upgrade, shared, Who::Pupil(token, dial))
        }
        _ => StatusCode::UNAUTHORIZED.into_response(),
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct AnswerForm {
    question: String,
    option: String,
}

async fn answer(State(shared): Host, headers: HeaderMap, Form(form): Form<AnswerForm>) -> Response {
    let said = FromPhone::Answer {
        id: 0,
        question: form.question,
        option: form.option,
    };
    posted(&shared, &headers, said).await
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct GoForm {
    to: usize,
}

async fn go(State(shared): Host, headers: HeaderMap, Form(form): Form<GoForm>) -> Response {
    posted(&shared, &headers, FromPhone::Go { to: form.to }).await
}

async fn finish(State(shared): Host, headers: HeaderMap) -> Response {
    posted(&shared, &headers, FromPhone::Finish).await
}

async fn posted(shared: &Shared, headers: &HeaderMap, said: FromPhone) -> Response {
    let Some(token) = token(shared, headers) else {
        return Redirect::to("/").into_response();
    };
    if !shared.may_post() {
        return StatusCode::TOO_MANY_REQUESTS.into_response();
    }
    match ask(shared, |reply| Message::Posted(token, said, reply)).await {
        Some(true) => Redirect::to("/play").into_response(),
        Some(false) => Redirect::to("/").into_response(),
        None => gone(),
    }
}

async fn screen(State(shared): Host, RawQuery(query): RawQuery) -> Response {
    if !shared.may_look() {
        return StatusCode::TOO_MANY_REQUESTS.into_response();
    }
    if !may_watch(&shared, query.as_deref()) {
        return StatusCode::NOT_FOUND.into_response();
    }
    match ask(&shared, Message::Screen).await {
        Some(view) => Html(page::screen(&view, &shared.address, &shared.code)).into_response(),
        None => gone(),
    }
}

async fn screen_socket(
    State(shared): Host,
    RawQuery(query): RawQuery,
    upgrade: WebSocketUpgrade,
) -> Response {
    match may_watch(&shared, query.as_deref()) {
        _ if !shared.may_look() => StatusCode::TOO_MANY_REQUESTS.into_response(),
        true => sockets::open(upgrade, shared, Who::Screen),
        false => StatusCode::NOT_FOUND.into_response(),
    }
}

fn may_watch(shared: &Shared, query: Option<&str>) -> bool {
    query == Some(shared.screen.as_str())
}

async fn missed(State(shared): Host, RawQuery(query): RawQuery, headers: HeaderMap) -> Response {
    let Some(token) = token(&shared, &headers) else {
        return Redirect::to("/").into_response();
    };
    match ask(&shared, |reply| Message::Misses(token, reply)).await {
        Some(Some(missed)) => {
            let file = match query.as_deref() {
                Some("as=anki") => misses::for_anki(&missed, &shared.code),
                _ => misses::for_suraq(&missed, &shared.code),
            };
            let name = format!("attachment; filename=\"{}\"", file.name);
            let headers = [
                (header::CONTENT_TYPE, "text/plain; charset=utf-8".to_owned()),
                (header::CONTENT_DISPOSITION, name),
            ];
            (headers, file.text).into_response()
        }
        Some(None) => Redirect::to("/play").into_response(),
        None => gone(),
    }
}

/// Asks the host; none where it has stopped.
async fn ask<T>(shared: &Shared, message: impl FnOnce(oneshot::Sender<T>) -> Message) -> Option<T> {
    let (reply, answer) = oneshot::channel();
    shared.host.send(message(reply)).ok()?;
    answer.await.ok()
}

fn gone() -> Response {
    (StatusCode::SERVICE_UNAVAILABLE, "The host has stopped.\n").into_response()
}

fn cookie_name(shared: &Shared) -> String {
    format!("suraq-{}", shared.code)
}

/// The token a browser shows.
fn token(shared: &Shared, headers: &HeaderMap) -> Option<String> {
    let name = cookie_name(shared);
    let cookies = headers.get_all(header::COOKIE).into_iter();
    let cookies = cookies.filter_map(|cookies| cookies.to_str().ok());
    let mut pairs = cookies.flat_map(|cookies| cookies.split(';'));
    pairs.find_map(|pair| {
        let (known, token) = pair.trim().split_once('=')?;
        (known == name).then(|| token.to_owned())
    })
}

/// The first of our languages that a browser asks for, or that of the room.
fn lang(headers: &HeaderMap, shared: &Shared) -> String {
    let wanted = headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok());
    let wanted = wanted.unwrap_or_default().split(',');
    let mut known = wanted.filter_map(|wanted| wanted.trim().get(..2).map(str::to_lowercase));
    known
        .find(|wanted| matches!(wanted.as_str(), "en" | "kk" | "ru"))
        .unwrap_or_else(|| shared.lang.clone())
}
