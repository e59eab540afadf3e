/** Family names of a German town. Every person is invented; the names are ordinary ones, mixed at random. */

/** Where the names of a household come from. */
export const ORIGINS = [
  'deutsch',
  'tuerkisch',
  'polnisch',
  'russisch',
  'arabisch',
  'suedslawisch',
  'italienisch',
  'griechisch',
  'vietnamesisch',
  'portugiesisch',
  'ukrainisch',
  'westafrikanisch',
] as const;
/** One of `ORIGINS`. */
export type Origin = (typeof ORIGINS)[number];

/** How many of 1,000 households have names of this origin, and the language that is put down for some of them. */
export const ORIGIN_SHARES: readonly { readonly origin: Origin; readonly weight: number; readonly language: string }[] =
  [
    { origin: 'deutsch', weight: 748, language: 'Deutsch' },
    { origin: 'tuerkisch', weight: 66, language: 'Türkisch' },
    { origin: 'polnisch', weight: 42, language: 'Polnisch' },
    { origin: 'russisch', weight: 38, language: 'Russisch' },
    { origin: 'arabisch', weight: 32, language: 'Arabisch' },
    { origin: 'suedslawisch', weight: 24, language: 'Kroatisch' },
    { origin: 'italienisch', weight: 18, language: 'Italienisch' },
    { origin: 'griechisch', weight: 8, language: 'Griechisch' },
    { origin: 'vietnamesisch', weight: 6, language: 'Vietnamesisch' },
    { origin: 'portugiesisch', weight: 6, language: 'Portugiesisch' },
    { origin: 'ukrainisch', weight: 8, language: 'Ukrainisch' },
    { origin: 'westafrikanisch', weight: 4, language: 'Englisch' },
  ];

/** Family names by origin, frequent ones first. */
export const FAMILY_NAMES: Readonly<Record<Origin, readonly string[]>> = {
  deutsch:
    words(`Müller Schmidt Schneider Fischer Meyer Weber Schulz Wagner Becker Hoffmann Koch Bauer Richter Klein Wolf
    Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Schmitt Werner Schmitz Krause Meier Lehmann
    Schmid Schulze Maier Köhler Herrmann König Walter Mayer Huber Kaiser Fuchs Peters Lang Scholz Möller Weiß Jung Hahn
    Schubert Vogel Friedrich Keller Günther Frank Berger Winkler Roth Beck Lorenz Baumann Franke Albrecht Schuster Simon
    Ludwig Böhm Winter Kraus Martin Schumacher Krämer Vogt Stein Jäger Otto Sommer Groß Seidel Heinrich Brandt Haas
    Schreiber Graf Schulte Dietrich Ziegler Kuhn Kühn Pohl Engel Horn Busch Bergmann Thomas Voigt Sauer Arnold Wolff
    Pfeiffer Lindner Ernst Hübner Kaufmann Beyer Nowak Kramer Böttcher Dietz Lutz Reuter Kirchner Seifert Winkel Janssen
    Ahrens Albers Behrens Bartels Brinkmann Clasen Cordes Dahmen Diekmann Ebert Eckert Evers Fiedler Frey Friese Fritsch
    Gebhardt Geiger Gerlach Göbel Gröning Hagemann Hansen Harms Hauser Heinze Hellwig Henning Hesse Heuer Hinz Jahn Jansen
    Jost Kern Kessler Kiefer Klose Köster Kroll Kruse Kunz Langer Lohmann Lüders Mertens Menzel Metzger Naumann Nickel
    Noll Oelschläger Ohlsen Opitz Paulsen Petersen Preuß Probst Quandt Raabe Radtke Rademacher Reimann Rieger Ritter Röder
    Rohde Ruppert Sander Sauter Schade Schäfer Schenk Schilling Schindler Schlüter Schröter Schütz Schüler Seibert Siebert
    Stahl Steffen Strauß Stumpf Tiedemann Thiele Thielen Ulrich Unger Urban Vetter Völker Wegener Weidner Wendt Wiegand
    Wiesner Wilke Witt Witte Wolters Zander Zeller Zobel Zorn`),
  tuerkisch:
    words(`Yılmaz Kaya Demir Şahin Çelik Yıldız Yıldırım Öztürk Aydın Özdemir Arslan Doğan Kılıç Aslan Çetin Kara
    Koç Kurt Özkan Şimşek Polat Korkmaz Erdoğan Özcan Acar Güneş Aksoy Bulut Keskin Ünal Turan Güler Yavuz Ateş Tekin
    Vural Erdem Karaca Bozkurt Sarı`),
  polnisch: words(`Nowak Kowalski Wiśniewski Wójcik Kowalczyk Kamiński Lewandowski Zieliński Szymański Woźniak Dąbrowski
    Kozłowski Jankowski Mazur Kwiatkowski Krawczyk Piotrowski Grabowski Pawłowski Michalski Nowicki Adamczyk Dudek Wieczorek
    Jabłoński Król Majewski Olszewski Stępień Malinowski`),
  russisch: words(`Iwanow Petrow Wolkow Schmidt Weber Fischer Sokolow Miller Kusnezow Lebedew Popow Nowikow Morosow Root
    Bauer Egorow Pawlow Koslow Fedorow Schwabauer Wagner Romanow Kern Orlow Neufeld Wiebe Friesen Penner Dück Janzen`),
  arabisch: words(`Al-Khatib Haddad Khalil Hassan Ibrahim Al-Ahmad Mansour Saleh Hussein Nasser Darwish Al-Hamad Issa
    Suleiman Shaheen Al-Masri Aziz Barakat Hamdan Kassem Najjar Othman Qasim Rahal Sabbagh Taha Younes Zidan`),
  suedslawisch: words(`Horvat Kovačević Babić Marić Jurić Novak Knežević Vuković Marković Petrović Nikolić Jovanović
    Đorđević Ilić Stanković Hadžić Hodžić Begić Krasniqi Gashi Berisha Hoxha Shala Kelmendi`),
  italienisch:
    words(`Rossi Russo Ferrari Esposito Bianchi Romano Colombo Ricci Marino Greco Bruno Gallo Conti De|Luca Costa
    Giordano Mancini Rizzo Lombardi Moretti Castellano D'Angelo`),
  griechisch: words(`Papadopoulos Georgiou Pappas Nikolaidis Ioannidis Vasiliou Makris Karagiannis Economou Dimitriou`),
  vietnamesisch: words(`Nguyen Tran Le Pham Hoang Phan Vu Dang Bui Do`),
  portugiesisch: words(
    `Silva Santos Ferreira Pereira Oliveira Costa Rodrigues Martins Sousa Fernandes Gonçalves Lopes`,
  ),
  ukrainisch: words(
    `Kovalenko Bondarenko Tkachenko Shevchenko Kravchenko Melnyk Polishchuk Lysenko Marchenko Savchenko Rudenko`,
  ),
  westafrikanisch: words(`Mensah Owusu Boateng Asante Okafor Adeyemi Diallo Traoré Mbeki Kone Bah Nkrumah`),
};

/** First halves of the rarer German names, which are put together. */
export const RARE_FIRST =
  words(`Alten Birken Brand Buch Dorn Eber Eichen Ellen Falken Feld Fries Gersten Gold Grün Hage Hasel
  Heiden Hell Hirsch Hoch Holz Kalten Kirch Kloster Krumm Laub Linden Mühl Neu Ober Oster Rauh Reichen Rosen Roten Sand Schaf
  Schön Schwarzen See Sommer Stein Stock Tannen Tiefen Unter Wald Weiden Weißen Wester Wiesen Winkel Wolfs Zell`);

/** Second halves of the rarer German names. */
export const RARE_LAST =
  words(`acker bach bauer beck berg berger brink brock burg dorf dorfer feld felder hagen hammer haus
  häuser heim heimer hof hofer hoff holz horst huber kamp kötter krug land mann mayer meier meyer moser müller rath reuter
  rieder rode scheid schmidt stedt stein steiner thal wald werth wieser`);

function words(text: string): string[] {
  return text
    .trim()
    .split(/\s+/)
    .map((word) => word.replace('|', ' '));
}
