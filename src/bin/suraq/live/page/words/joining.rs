//! The words on the page where a pupil joins.

use serde::Serialize;

use super::Spoken;

/// The words.
#[derive(Serialize)]
pub struct Joining {
    pub join: &'static str,
    pub code: &'static str,
    pub code_hint: &'static str,
    pub name: &'static str,
    pub name_hint: &'static str,
    pub no_names: &'static str,
    pub team: &'static str,
    pub team_hint: &'static str,
    pub been: &'static str,
    pub language: &'static str,
    pub enter: &'static str,
    pub privacy: &'static str,
    pub wrong_code: &'static str,
    pub locked: &'static str,
    pub full: &'static str,
    pub wrong_own_code: &'static str,
    pub busy: &'static str,
    pub works: &'static str,
    pub works_text: &'static str,
    pub own_code: &'static str,
    pub banned_text: &'static str,
}

impl Spoken for Joining {
    const ALL: [&'static Self; 3] = [&ENGLISH, &KAZAKH, &RUSSIAN];
}

const ENGLISH: Joining = Joining {
    join: "Join the quiz",
    code: "Code",
    code_hint: "The digits on the board.",
    name: "Your name",
    name_hint: "At most {} letters. Leave it empty to be given one.",
    no_names: "Names are not kept in this quiz: you get a number.",
    team: "Your team's name",
    team_hint: "One phone answers for the whole team. At most {} letters; leave it empty to be given a name.",
    been: "I was here already",
    language: "Language",
    enter: "Join",
    privacy: "Answers are kept on the teacher's computer only. The connection is not encrypted: others on this \
              Wi-Fi could read it.",
    wrong_code: "No quiz has this code. Look at the board and type it again.",
    locked: "Nobody can join at the moment. Ask the teacher.",
    full: "There is no room for more. Tell the teacher.",
    wrong_own_code: "Nobody has this code of their own. Look again, or leave it empty and join anew.",
    busy: "Too many are joining at once. Wait a few seconds and try again.",
    works: "It works",
    works_text: "This phone reaches the teacher's computer. Join when the quiz begins.",
    own_code: "Your own code",
    banned_text: "You cannot join this quiz again.",
};

const KAZAKH: Joining = Joining {
    join: "Викторинаға қосылу",
    code: "Код",
    code_hint: "Тақтада көрсетілген цифрлар.",
    name: "Есіміңіз",
    name_hint: "Ең көбі {} әріп. Бос қалдырсаңыз, есім өздігінен беріледі.",
    no_names: "Бұл викторинада есімдер сақталмайды: сізге нөмір беріледі.",
    team: "Команданың атауы",
    team_hint: "Бүкіл команда үшін бір телефон жауап береді. Атау ең көбі {} әріп. Бос қалдырсаңыз, атау өздігінен беріледі.",
    been: "Мен бұрын қосылғанмын",
    language: "Тіл",
    enter: "Қосылу",
    privacy: "Жауаптар мұғалімнің компьютерінде ғана сақталады. Байланыс шифрланбаған: осы Wi-Fi желісіндегі \
              басқалар оны оқи алады.",
    wrong_code: "Мұндай кодпен викторина жоқ. Тақтаға қарап, қайта теріңіз.",
    locked: "Қазір қосылуға болмайды. Мұғалімнен сұраңыз.",
    full: "Бос орын қалмады. Мұғалімге айтыңыз.",
    wrong_own_code: "Мұндай жеке код жоқ. Тексеріп көріңіз немесе бос қалдырып, жаңадан қосылыңыз.",
    busy: "Бір мезетте тым көп адам қосылып жатыр. Бірнеше секунд күтіп, қайталап көріңіз.",
    works: "Бәрі жұмыс істейді",
    works_text: "Бұл телефон мұғалімнің компьютеріне қосыла алады. Викторина басталғанда кіріңіз.",
    own_code: "Жеке кодыңыз",
    banned_text: "Бұл викторинаға қайта қосыла алмайсыз.",
};

const RUSSIAN: Joining = Joining {
    join: "Войти в викторину",
    code: "Код",
    code_hint: "Цифры на доске.",
    name: "Ваше имя",
    name_hint: "Не больше {} букв. Если оставить пустым, имя выберется само.",
    no_names: "Имена в этой викторине не сохраняются: вы получите номер.",
    team: "Название команды",
    team_hint: "За всю команду отвечает один телефон. Не больше {} букв. Если оставить пустым, название выберется само.",
    been: "Вход уже был",
    language: "Язык",
    enter: "Войти",
    privacy: "Ответы хранятся только на компьютере учителя. Соединение не зашифровано: другие в этой сети \
              Wi-Fi могут его прочитать.",
    wrong_code: "Викторины с таким кодом нет. Посмотрите на доску и наберите ещё раз.",
    locked: "Сейчас войти нельзя. Спросите учителя.",
    full: "Мест больше нет. Скажите учителю.",
    wrong_own_code: "Такого личного кода нет. Проверьте его или оставьте пустым и войдите заново.",
    busy: "Входит слишком много людей сразу. Подождите несколько секунд и попробуйте ещё раз.",
    works: "Всё работает",
    works_text: "Этот телефон видит компьютер учителя. Войдите, когда начнётся викторина.",
    own_code: "Ваш личный код",
    banned_text: "Войти в эту викторину снова нельзя.",
};
