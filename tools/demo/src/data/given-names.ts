/** First names: German ones by year of birth, others by origin. */
import type { Origin } from './family-names.ts';

/** Sex as it chooses the names. */
export type NameSex = 'm' | 'w';
type Names = Readonly<Record<NameSex, readonly string[]>>;

/** German first names; each group is used for births up to its year. */
const GERMAN: readonly { readonly until: number; readonly names: Names }[] = [
  {
    until: 1945,
    names: {
      w: words(`Ursula Ingrid Helga Gerda Irmgard Hildegard Gisela Edith Elfriede Ilse Christa Waltraud Ruth Erika Hannelore
        Lieselotte Anneliese Margot Elisabeth Gertrud Edeltraud Rosemarie Marianne Inge Lotte Magdalena`),
      m: words(`Günter Hans Karl Heinz Werner Gerhard Helmut Walter Horst Rolf Manfred Siegfried Kurt Herbert Wilhelm Otto
        Ernst Willi Erich Friedrich Heinrich Rudolf Harald Paul Johann Karl-Heinz`),
    },
  },
  {
    until: 1960,
    names: {
      w: words(`Renate Karin Monika Brigitte Ursula Gisela Barbara Gabriele Angelika Christa Ingrid Helga Elke Heike Jutta
        Marion Petra Ute Sabine Gudrun Rita Regina Christine Roswitha Anneliese Sigrid`),
      m: words(`Peter Wolfgang Klaus Jürgen Hans Dieter Michael Bernd Manfred Rainer Werner Uwe Karl-Heinz Horst Gerd
        Wolfram Reinhard Hans-Joachim Thomas Norbert Joachim Lothar Roland Ulrich Detlef Hartmut`),
    },
  },
  {
    until: 1975,
    names: {
      w: words(`Sabine Petra Andrea Susanne Martina Claudia Birgit Heike Anja Silke Kerstin Ulrike Katrin Simone Bettina Nicole
        Tanja Manuela Anke Michaela Cornelia Antje Stefanie Daniela Ilka Gabriele`),
      m: words(`Thomas Andreas Michael Frank Stefan Ralf Torsten Jörg Matthias Dirk Markus Martin Holger Carsten Jens Uwe
        Oliver Christian Olaf Sven Volker Heiko Alexander Guido Ingo Kai`),
    },
  },
  {
    until: 1990,
    names: {
      w: words(`Julia Sarah Katharina Christina Stefanie Anna Melanie Nadine Sandra Jessica Jennifer Nicole Vanessa Kathrin
        Maria Laura Franziska Sabrina Janina Carolin Mareike Theresa Svenja Miriam Lena Anne`),
      m: words(`Christian Daniel Stefan Sebastian Tobias Jan Florian Alexander Benjamin Philipp Dennis Patrick Marcel Matthias
        Tim Felix Johannes Marco Sven Fabian Björn Nils Simon Martin Timo Robert`),
    },
  },
  {
    until: 2005,
    names: {
      w: words(`Anna Laura Lena Lisa Sarah Julia Hannah Michelle Vanessa Sophie Marie Johanna Leonie Katharina Jana Alina
        Antonia Theresa Lea Celina Emily Paula Luisa Annika Nele Pia`),
      m: words(`Lukas Jan Finn Tim Leon Jonas Niklas Felix Maximilian Alexander Moritz Tom Philipp Paul Jannik Julian David
        Simon Nico Marvin Fabian Erik Till Lennart Jakob Robin`),
    },
  },
  {
    until: 9999,
    names: {
      w: words(`Mia Emma Hannah Sophia Lina Ella Mila Clara Lea Marie Emilia Leni Luisa Frieda Ida Charlotte Mathilda Lotte
        Johanna Greta Maja Nora Romy Paula Thea Amelie`),
      m: words(`Ben Leon Noah Paul Finn Elias Luis Felix Jonas Emil Theo Oskar Anton Jakob Matteo Henry Karl Lio Mats Max
        Fiete Lukas Moritz Jonathan Ole Till`),
    },
  },
];

const OTHER: Readonly<Record<Exclude<Origin, 'deutsch'>, Names>> = {
  tuerkisch: {
    w: words(`Ayşe Fatma Emine Hatice Zeynep Elif Meryem Selin Büşra Esra Derya Gülay Sevgi Aylin Ebru Nur`),
    m: words(`Mehmet Mustafa Ahmet Ali Hüseyin Hasan İbrahim Murat Kaan Emre Yusuf Deniz Serkan Okan Cem Tarık`),
  },
  polnisch: {
    w: words(`Anna Maria Katarzyna Małgorzata Agnieszka Barbara Ewa Krystyna Elżbieta Zofia Magdalena Joanna Beata`),
    m: words(`Piotr Krzysztof Andrzej Tomasz Paweł Marcin Michał Jakub Łukasz Grzegorz Zbigniew Adam Marek`),
  },
  russisch: {
    w: words(`Olga Elena Natalia Irina Tatjana Ludmila Swetlana Galina Anastasia Larissa Valentina Lydia Nina`),
    m: words(`Alexander Sergej Dmitri Andrej Viktor Wladimir Nikolai Igor Eugen Waldemar Artur Juri Maxim`),
  },
  arabisch: {
    w: words(`Fatima Aisha Maryam Layla Nour Rania Samira Amal Huda Zainab Yasmin Salma`),
    m: words(`Mohammed Ahmad Omar Khaled Hassan Youssef Ali Samir Bilal Tarek Karim Mahmoud`),
  },
  suedslawisch: {
    w: words(`Ana Marija Ivana Jelena Dragana Snežana Vesna Amira Arta Besa Mirjana Ljiljana`),
    m: words(`Ivan Marko Goran Zoran Dragan Milan Nikola Stjepan Adnan Arben Besnik Luka`),
  },
  italienisch: {
    w: words(`Maria Rosa Giulia Francesca Chiara Antonella Lucia Paola Concetta Elena`),
    m: words(`Giuseppe Antonio Marco Luca Salvatore Francesco Matteo Vincenzo Roberto Angelo`),
  },
  griechisch: {
    w: words(`Eleni Maria Georgia Sofia Despina Vasiliki`),
    m: words(`Georgios Dimitrios Nikolaos Kostas Ioannis Christos`),
  },
  vietnamesisch: {
    w: words(`Thi|Lan Thu|Ha Minh|Anh Linh Mai Hoa`),
    m: words(`Van|Hung Duc|Anh Minh Tuan Quang Thanh`),
  },
  portugiesisch: {
    w: words(`Maria Ana Catarina Inês Sofia Fernanda`),
    m: words(`João José António Pedro Tiago Manuel`),
  },
  ukrainisch: {
    w: words(`Oksana Olena Kateryna Daryna Iryna Solomiya Yuliia`),
    m: words(`Oleksandr Andrii Bohdan Taras Mykola Dmytro`),
  },
  westafrikanisch: {
    w: words(`Ama Abena Thandi Grace Fatou Aminata`),
    m: words(`Kwame Kofi Emmanuel Chidi Ibrahima Samuel`),
  },
};

/** The first names in use for somebody of this origin, sex and year of birth, frequent ones first. */
export function givenNames(origin: Origin, sex: NameSex, birthYear: number): readonly string[] {
  if (origin !== 'deutsch') return OTHER[origin][sex];
  const group = GERMAN.find(({ until }) => birthYear <= until);
  return group?.names[sex] ?? [];
}

function words(text: string): string[] {
  return text
    .trim()
    .split(/\s+/)
    .map((word) => word.replace('|', ' '));
}
