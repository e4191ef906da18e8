import type { Language, Level, Phase } from '../model.ts';

type Line = readonly [en: string, de: string, es: string, fr: string, pt: string];

/**
 * All that a page says by itself, a line each: English, German, Spanish, French, Portuguese. What people wrote is shown as they
 * wrote it. A further language is a column here and its code in `LANGUAGES`.
 */
const TABLE = {
  all_operational: [
    'All systems operational',
    'Alle Systeme funktionieren',
    'Todos los sistemas funcionan',
    'Tous les systèmes fonctionnent',
    'Todos os sistemas operacionais',
  ],
  operational: ['Operational', 'Funktioniert', 'Operativo', 'Opérationnel', 'Operacional'],
  under_maintenance: ['Under maintenance', 'Wartung', 'En mantenimiento', 'En maintenance', 'Em manutenção'],
  degraded_performance: [
    'Degraded performance',
    'Beeinträchtigt',
    'Rendimiento degradado',
    'Performances dégradées',
    'Desempenho degradado',
  ],
  partial_outage: [
    'Partial outage',
    'Teilweise ausgefallen',
    'Interrupción parcial',
    'Panne partielle',
    'Interrupção parcial',
  ],
  major_outage: ['Major outage', 'Ausgefallen', 'Interrupción grave', 'Panne majeure', 'Interrupção grave'],
  investigating: [
    'Investigating',
    'Wird untersucht',
    'En investigación',
    'En cours d’analyse',
    'Em investigação',
  ],
  identified: [
    'Identified',
    'Ursache gefunden',
    'Causa identificada',
    'Cause identifiée',
    'Causa identificada',
  ],
  monitoring: ['Monitoring', 'Wird beobachtet', 'En observación', 'Sous surveillance', 'Em observação'],
  resolved: ['Resolved', 'Behoben', 'Resuelto', 'Résolu', 'Resolvido'],
  scheduled: ['Scheduled', 'Geplant', 'Programado', 'Planifiée', 'Agendada'],
  in_progress: ['In progress', 'Läuft', 'En curso', 'En cours', 'Em andamento'],
  completed: ['Completed', 'Abgeschlossen', 'Completado', 'Terminée', 'Concluída'],
  cancelled: ['Cancelled', 'Abgesagt', 'Cancelado', 'Annulée', 'Cancelada'],
  incident: ['Incident', 'Störung', 'Incidente', 'Incident', 'Incidente'],
  maintenance: ['Maintenance', 'Wartung', 'Mantenimiento', 'Maintenance', 'Manutenção'],
  as_of: ['As of {time}', 'Stand: {time}', 'Actualizado: {time}', 'État au {time}', 'Atualizado: {time}'],
  current_incidents: [
    'Current incidents',
    'Aktuelle Störungen',
    'Incidentes actuales',
    'Incidents en cours',
    'Incidentes atuais',
  ],
  maintenance_now: [
    'Maintenance in progress',
    'Laufende Wartung',
    'Mantenimiento en curso',
    'Maintenance en cours',
    'Manutenção em andamento',
  ],
  maintenance_planned: [
    'Scheduled maintenance',
    'Geplante Wartung',
    'Mantenimiento programado',
    'Maintenance planifiée',
    'Manutenção agendada',
  ],
  components: ['Components', 'Komponenten', 'Componentes', 'Composants', 'Componentes'],
  past_incidents: [
    'Past incidents',
    'Vergangene Störungen',
    'Incidentes anteriores',
    'Incidents passés',
    'Incidentes anteriores',
  ],
  none_lately: [
    'No incidents in the last {n} days.',
    'Keine Störungen in den letzten {n} Tagen.',
    'Sin incidentes en los últimos {n} días.',
    'Aucun incident ces {n} derniers jours.',
    'Nenhum incidente nos últimos {n} dias.',
  ],
  none_in_month: [
    'No incidents this month.',
    'Keine Störungen in diesem Monat.',
    'Sin incidentes este mes.',
    'Aucun incident ce mois-ci.',
    'Nenhum incidente neste mês.',
  ],
  history: ['History', 'Verlauf', 'Historial', 'Historique', 'Histórico'],
  current_status: ['Current status', 'Aktueller Status', 'Estado actual', 'État actuel', 'Estado atual'],
  affected: ['Affected', 'Betroffen', 'Afectado', 'Concerné', 'Afetado'],
  workaround: [
    'What you can do',
    'Was Sie tun können',
    'Qué puede hacer',
    'Ce que vous pouvez faire',
    'O que você pode fazer',
  ],
  started: ['Started', 'Beginn', 'Inicio', 'Début', 'Início'],
  ended: ['Ended', 'Ende', 'Fin', 'Fin', 'Fim'],
  planned: ['Planned', 'Geplant', 'Previsto', 'Prévu', 'Previsto'],
  duration: ['Duration', 'Dauer', 'Duración', 'Durée', 'Duração'],
  updates: ['Updates', 'Meldungen', 'Actualizaciones', 'Mises à jour', 'Atualizações'],
  edited: ['Edited {time}', 'Bearbeitet: {time}', 'Editado: {time}', 'Modifié le {time}', 'Editado: {time}'],
  days_ago: ['{n} days ago', 'vor {n} Tagen', 'hace {n} días', 'il y a {n} jours', 'há {n} dias'],
  today: ['Today', 'Heute', 'Hoy', 'Aujourd’hui', 'Hoje'],
  uptime: [
    '{share} uptime in 90 days',
    '{share} verfügbar in 90 Tagen',
    '{share} disponible en 90 días',
    '{share} de disponibilité sur 90 jours',
    '{share} disponível em 90 dias',
  ],
  no_disruption: [
    'No disruption in the last 90 days.',
    'Keine Störung in den letzten 90 Tagen.',
    'Sin interrupciones en los últimos 90 días.',
    'Aucune perturbation ces 90 derniers jours.',
    'Nenhuma interrupção nos últimos 90 dias.',
  ],
  days_with_disruption: [
    'Days with disruption: {days}.',
    'Tage mit Störung: {days}.',
    'Días con interrupciones: {days}.',
    'Jours avec perturbation : {days}.',
    'Dias com interrupção: {days}.',
  ],
  other_components: [
    'Other components',
    'Weitere Komponenten',
    'Otros componentes',
    'Autres composants',
    'Outros componentes',
  ],
  get_updates: [
    'Get updates',
    'Benachrichtigungen',
    'Recibir avisos',
    'Recevoir les mises à jour',
    'Receber avisos',
  ],
  calendar: [
    'Maintenance calendar',
    'Wartungskalender',
    'Calendario de mantenimiento',
    'Calendrier de maintenance',
    'Calendário de manutenção',
  ],
  language: ['Language', 'Sprache', 'Idioma', 'Langue', 'Idioma'],
  times_in: [
    'Times are in {zone}.',
    'Zeiten in {zone}.',
    'Horas en {zone}.',
    'Heures : {zone}.',
    'Horários em {zone}.',
  ],
  skip: ['Skip to content', 'Zum Inhalt', 'Ir al contenido', 'Aller au contenu', 'Ir para o conteúdo'],
  not_found: [
    'This page does not exist.',
    'Diese Seite gibt es nicht.',
    'Esta página no existe.',
    'Cette page n’existe pas.',
    'Esta página não existe.',
  ],
  no_components: [
    'No components are listed yet.',
    'Es sind noch keine Komponenten eingetragen.',
    'Todavía no hay componentes.',
    'Aucun composant pour l’instant.',
    'Ainda não há componentes.',
  ],
  subscribe_intro: [
    'Hear by e-mail when we publish an incident or a maintenance.',
    'Wir melden Störungen und Wartungen per E-Mail.',
    'Reciba por correo los incidentes y mantenimientos que publiquemos.',
    'Recevez par e-mail les incidents et maintenances que nous publions.',
    'Receba por e-mail os incidentes e manutenções que publicarmos.',
  ],
  email_address: ['E-mail address', 'E-Mail-Adresse', 'Correo electrónico', 'Adresse e-mail', 'E-mail'],
  or_webhook: [
    'Or a webhook address (https)',
    'Oder eine Webhook-Adresse (https)',
    'O una dirección de webhook (https)',
    'Ou une adresse de webhook (https)',
    'Ou um endereço de webhook (https)',
  ],
  only_about: [
    'Only about these components (none chosen: all)',
    'Nur zu diesen Komponenten (keine gewählt: alle)',
    'Solo sobre estos componentes (ninguno: todos)',
    'Seulement sur ces composants (aucun choix : tous)',
    'Somente sobre estes componentes (nenhum: todos)',
  ],
  subscribe: ['Subscribe', 'Abonnieren', 'Suscribirse', 'S’abonner', 'Assinar'],
  check_inbox: [
    'Almost done: open the link that we have sent you to confirm.',
    'Fast fertig: Bitte bestätigen Sie über den Link, den wir Ihnen gesendet haben.',
    'Casi listo: confirme con el enlace que le hemos enviado.',
    'Presque terminé : confirmez avec le lien que nous vous avons envoyé.',
    'Quase pronto: confirme pelo link que enviamos.',
  ],
  confirm_subject: [
    'Confirm your subscription to {page}',
    'Bestätigen Sie Ihr Abonnement: {page}',
    'Confirme su suscripción a {page}',
    'Confirmez votre abonnement à {page}',
    'Confirme sua assinatura de {page}',
  ],
  confirm_text: [
    'If you did not ask for this, ignore this message. Nothing more will be sent.',
    'Falls Sie das nicht angefordert haben, ignorieren Sie diese Nachricht. Es folgt keine weitere.',
    'Si no lo ha pedido, ignore este mensaje. No enviaremos nada más.',
    'Si vous n’avez rien demandé, ignorez ce message. Rien d’autre ne sera envoyé.',
    'Se você não pediu isto, ignore esta mensagem. Nada mais será enviado.',
  ],
  confirm: ['Confirm', 'Bestätigen', 'Confirmar', 'Confirmer', 'Confirmar'],
  confirmed: [
    'You are subscribed.',
    'Sie haben abonniert.',
    'Ya está suscrito.',
    'Vous êtes abonné.',
    'Assinatura confirmada.',
  ],
  signing_secret: [
    'Verify our webhooks with this secret:',
    'Prüfen Sie unsere Webhooks mit diesem Schlüssel:',
    'Verifique nuestros webhooks con este secreto:',
    'Vérifiez nos webhooks avec ce secret :',
    'Verifique nossos webhooks com este segredo:',
  ],
  unsubscribe: ['Unsubscribe', 'Abbestellen', 'Cancelar suscripción', 'Se désabonner', 'Cancelar assinatura'],
  unsubscribed: [
    'You are unsubscribed. Nothing more will be sent.',
    'Sie sind abgemeldet und erhalten nichts mehr.',
    'Suscripción cancelada. No enviaremos nada más.',
    'Vous êtes désabonné. Rien d’autre ne sera envoyé.',
    'Assinatura cancelada. Nada mais será enviado.',
  ],
  why_you: [
    'You subscribed to {page}.',
    'Sie haben {page} abonniert.',
    'Está suscrito a {page}.',
    'Vous êtes abonné à {page}.',
    'Você assina {page}.',
  ],
  dead_link: [
    'This link does not work any more.',
    'Dieser Link ist nicht mehr gültig.',
    'Este enlace ya no funciona.',
    'Ce lien ne fonctionne plus.',
    'Este link não funciona mais.',
  ],
  bad_address: [
    'We cannot send to this address. Check it and try again.',
    'An diese Adresse können wir nichts senden. Bitte prüfen Sie sie.',
    'No podemos enviar a esta dirección. Revísela.',
    'Nous ne pouvons pas écrire à cette adresse. Vérifiez-la.',
    'Não podemos enviar para este endereço. Verifique-o.',
  ],
  details: ['Details', 'Einzelheiten', 'Detalles', 'Détails', 'Detalhes'],
  draft_investigating: [
    'We are investigating a problem with {components}. We will post an update here as soon as we know more.',
    'Wir untersuchen ein Problem mit {components}. Sobald wir mehr wissen, melden wir uns hier.',
    'Estamos investigando un problema con {components}. Publicaremos aquí novedades en cuanto sepamos más.',
    'Nous analysons un problème concernant {components}. Nous donnerons des nouvelles ici dès que possible.',
    'Estamos investigando um problema com {components}. Publicaremos novidades aqui assim que soubermos mais.',
  ],
  draft_identified: [
    'We have found the cause of the problem with {components} and are working on a fix.',
    'Wir haben die Ursache des Problems mit {components} gefunden und arbeiten an der Behebung.',
    'Hemos encontrado la causa del problema con {components} y estamos trabajando en la solución.',
    'Nous avons trouvé la cause du problème concernant {components} et travaillons à sa correction.',
    'Encontramos a causa do problema com {components} e estamos trabalhando na correção.',
  ],
  draft_monitoring: [
    'We have applied a fix and are monitoring {components}.',
    'Das Problem ist behoben. Wir beobachten {components} weiter.',
    'Hemos aplicado una solución y estamos observando {components}.',
    'Une correction est en place. Nous surveillons {components}.',
    'Aplicamos uma correção e estamos observando {components}.',
  ],
  draft_resolved: [
    'The problem with {components} is resolved. We apologise for the disruption.',
    'Das Problem mit {components} ist behoben. Wir bitten um Entschuldigung.',
    'El problema con {components} está resuelto. Lamentamos las molestias.',
    'Le problème concernant {components} est résolu. Nous vous prions de nous excuser.',
    'O problema com {components} está resolvido. Pedimos desculpas pelo transtorno.',
  ],
  draft_title: [
    'Problem with {components}',
    'Problem mit {components}',
    'Problema con {components}',
    'Problème concernant {components}',
    'Problema com {components}',
  ],
  our_service: ['our service', 'unserem Dienst', 'nuestro servicio', 'notre service', 'nosso serviço'],
  maintenance_begins: [
    'The maintenance has started.',
    'Die Wartung hat begonnen.',
    'El mantenimiento ha comenzado.',
    'La maintenance a commencé.',
    'A manutenção começou.',
  ],
  maintenance_ends: [
    'The maintenance is completed.',
    'Die Wartung ist abgeschlossen.',
    'El mantenimiento ha terminado.',
    'La maintenance est terminée.',
    'A manutenção foi concluída.',
  ],
} as const satisfies Readonly<Record<Level | Phase, Line> & Record<string, Line>>;

export type Word = keyof typeof TABLE;

const COLUMN: Readonly<Record<Language, 0 | 1 | 2 | 3 | 4>> = { en: 0, de: 1, es: 2, fr: 3, pt: 4 };

/** The languages by their own names. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: 'English',
  de: 'Deutsch',
  es: 'Español',
  fr: 'Français',
  pt: 'Português',
};

/** Says something in a language; `{name}` is replaced by what is given for it. */
export const say = (
  language: Language,
  word: Word,
  given: Readonly<Record<string, string | number>> = {},
): string =>
  TABLE[word][COLUMN[language]].replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(given, name) ? String(given[name]) : whole,
  );

/** `a, b and c` in a language. */
export const list = (language: Language, items: readonly string[]): string =>
  new Intl.ListFormat(LOCALE[language], { type: 'conjunction' }).format(items);

/** English as in the rest of the product: 24 hours, day before month. */
const LOCALE: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de', es: 'es', fr: 'fr', pt: 'pt-BR' };

export const localeOf = (language: Language): string => LOCALE[language];
