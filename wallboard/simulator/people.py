"""Names of people: of every length, from many places, with the login each of them would have."""

import unicodedata
from dataclasses import dataclass
from random import Random
from typing import Final

# Given and family names by place, apart by ", "; after "|" how the login spells what is not Latin.
_PLACES: Final = (
    (
        "Emma, Olivia, Jack, Tyler, Grace, Al, Charlotte, Noah",
        "Smith, Brown, Taylor, O’Neill, Featherstonehaugh, Clarke, Ng, Hughes",
    ),
    (
        "Jörg, Lena, Klaus-Dieter, Ángela, Uwe, Annegret, Björn, Käthe",
        "Müller, Großmann, Weber, Schröder, Leutheusser-Schnarrenberger, Weiß, Kühn, Vogel",
    ),
    (
        "Élodie, Benoît, Chloé, Jean-Baptiste, Maëlys, Loïc, Inès, Rémi",
        "Moreau, Lefèvre, Dubois, Garçon, de La Rochefoucauld, Roux, Noël, Fabre",
    ),
    (
        "João, Inês, Thiago, Conceição, Rui, Beatriz, Luís, Ana",
        "Silva, Costa, Gonçalves, Araújo, dos Santos, Nunes, Simões, Reis",
    ),
    (
        "María José, Íñigo, Lucía, Sofía, Raúl, Begoña, Andrés, Noa",
        "Fernández Gutiérrez, Muñoz, Peña, López, Ibáñez, Vázquez, Núñez, Gil",
    ),
    (
        "Giulia, Niccolò, Chiara, Luca, Desirée, Matteo, Ada, Totò",
        "Rossi, Esposito, D’Angelo, Bianchi, Lo Monaco, Ricci, Forlì, Re",
    ),
    (
        "Łukasz, Zofia, Świętosława, Jan, Grażyna, Michał, Ewa, Żaneta",
        "Nowak, Kowalczyk, Wójcik, Brzęczyszczykiewicz, Śliwa, Zając, Bąk, Lis",
    ),
    (
        "Jiří, Žofie, Ondřej, Tereza, Bence, Zsófia, Eszter, Gergő",
        "Dvořák, Němcová, Horváth, Szabó, Černý, Tóth, Říha, Kiss",
    ),
    (
        "Åse, Freja, Søren, Þórunn, Väinö, Malin, Jón, Ebba",
        "Bjørnson, Andersen, Åkerström, Järvinen, Guðmundsdóttir, Sjöberg, Berg, Øst",
    ),
    (
        "Lotte, Sem, Willem-Alexander, Noor, Joris, Fenna, Bo, Daan",
        "van der Westhuizen, Bakker, Peeters, ’t Hooft, de Vries, Jacobs, Smit, Bos",
    ),
    (
        "Deniz, Ayşe, Çağla, Emre, Şükrü, Gül, İpek, Oğuz",
        "Yılmaz, Çelik, Öztürk, Gündoğdu, Şahin, Koç, Işık, Kaya",
    ),
    (
        "Chidi, Zainab, Oluwaseun, Amara, Kwame, Nour, Themba, Wanjirũ",
        "Okafor, Ahmed, Haddad, Oluwatobiloba-Adeyemi, Mensah, Dlamini, Diallo, Sow",
    ),
    (
        "Minh, Thị Hương, Anh, Quốc Bảo, Linh, Đức, Ngọc, Vy",
        "Nguyễn, Trần, Phạm, Đặng, Huỳnh, Võ, Bùi, Lê",
    ),
    (
        "Priya, Arjun, Aishwarya, Ravi, Devi, Siddharth, Om, Lakshmi",
        "Sharma, Venkataraghavan, Patel, Iyer, Singh, Rao, Das, Balasubramanian",
    ),
    (
        "Дарья|darya, Алексей|aleksey, Ольга|olga, Юрий|yuriy",
        "Иванова|ivanova, Кузнецов|kuznetsov, Шевченко|shevchenko, Цой|tsoy",
    ),
    (
        "Ελένη|eleni, Γιώργος|giorgos, Μαρία|maria, Νίκος|nikos",
        "Παπαδοπούλου|papadopoulou, Βλάχος|vlachos, Κωνσταντίνου|konstantinou, Ρήγα|riga",
    ),
    (
        "小明|xiaoming, 丽华|lihua, 伟|wei, 思远|siyuan",
        "王|wang, 欧阳|ouyang, 陈|chen, 李|li",
    ),
    (
        "美咲|misaki, 蓮|ren, さくら|sakura, 健太郎|kentaro",
        "佐藤|sato, 伊藤|ito, 長谷川|hasegawa, 林|hayashi",
    ),
    (
        "민준|minjun, 서연|seoyeon, 하은|haeun, 도윤|doyun",
        "김|kim, 이|lee, 박|park, 남궁|namgung",
    ),
)
# Letters that no decomposition brings to ASCII.
_LETTERS: Final = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})


@dataclass(frozen=True, slots=True)
class Person:
    first: str
    last: str
    login: str


def people(count: int, rng: Random) -> tuple[Person, ...]:
    """`count` people with logins that differ; two may bear the same name, as in life."""
    taken: set[str] = set()
    found: list[Person] = []
    while len(found) < count:
        firsts, lasts = rng.choice(_PLACES)
        first, _, first_spelt = rng.choice(firsts.split(", ")).partition("|")
        last, _, last_spelt = rng.choice(lasts.split(", ")).partition("|")
        login = stem = f"{_spelt(first_spelt or first)}.{_spelt(last_spelt or last)}"
        number = 1
        while login in taken:
            number += 1
            login = f"{stem}{number}"
        taken.add(login)
        found.append(Person(first, last, login))
    return tuple(found)


def _spelt(name: str) -> str:
    """A name as a login spells it: small ASCII letters and hyphens."""
    plain = unicodedata.normalize("NFKD", name.lower().translate(_LETTERS))
    return "".join(letter for letter in plain if "a" <= letter <= "z" or letter == "-")
