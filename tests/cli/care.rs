//! Settings, backups and what they are kept in.

use super::world::World;
use super::world::names_in;

#[test]
fn a_setting_is_changed_and_kept() {
    let world = World::new();
    let ran = world.run(&["set", "new-per-day", "5"]).ended(0);
    assert!(
        ran.out.starts_with("new-per-day is 5 now; it was 20."),
        "{}",
        ran.out
    );
    let shown = world.run(&["set", "new-per-day", "--json"]).ended(0).json();
    assert_eq!(shown[0]["value"], "5");
    assert_eq!(
        std::fs::read_to_string(world.home().join("config.toml")).unwrap(),
        "new-per-day = 5\n"
    );
    world.run(&["set", "new-per-day", "default"]).ended(0);
    let shown = world.run(&["set", "new-per-day", "--json"]).ended(0).json();
    assert_eq!(shown[0]["value"], "20");
}

#[test]
fn a_value_out_of_range_changes_nothing() {
    let world = World::new();
    let ran = world.run(&["set", "retention", "2"]).ended(2);
    assert_eq!(
        ran.err,
        "error: `retention` cannot be `2`; it is 0.7 to 0.99\nhint: suraq set retention 0.9\n"
    );
    assert!(!world.home().join("config.toml").exists());
}

#[test]
fn an_unknown_key_in_the_file_stops_with_the_nearest() {
    let world = World::new();
    world.file("home/config.toml", "asci = true\n");
    let ran = world.run(&["set"]).ended(3);
    assert!(
        ran.err.contains("config.toml: there is no setting `asci`"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("did you mean `ascii`?"), "{}", ran.err);
}

#[test]
fn a_backup_is_made_listed_and_put_back() {
    let world = World::new();
    world.run(&["backup"]).ended(0);
    let listed = world.run(&["backup", "--list", "--json"]).ended(0).json();
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0]["date"], "2031-05-06");
    let ran = world.run(&["restore"]).ended(0);
    assert!(ran.out.contains("What was there before is kept"), "{}", ran.out);
    assert_eq!(names_in(&world.home().join("backups")).len(), 2);
}

#[test]
fn nothing_to_put_back_or_take_back_is_said() {
    let world = World::new();
    let ran = world.run(&["restore"]).ended(3);
    assert!(ran.err.contains("there is no copy to put back"), "{}", ran.err);
    let ran = world.run(&["undo"]).ended(2);
    assert!(
        ran.err.contains("there is nothing left to take back"),
        "{}",
        ran.err
    );
}
