BEGIN TRANSACTION;
CREATE TABLE adjustment (
	id INTEGER NOT NULL, 
	period INTEGER NOT NULL, 
	employee_id INTEGER NOT NULL, 
	line VARCHAR NOT NULL, 
	points INTEGER NOT NULL, 
	reason VARCHAR NOT NULL, 
	evidence VARCHAR NOT NULL, 
	at DATETIME NOT NULL, 
	user_id INTEGER NOT NULL, 
	account VARCHAR NOT NULL, 
	withdrawn_at DATETIME, 
	withdrawn_by_id INTEGER, 
	withdrawn_account VARCHAR, 
	withdrawn_reason VARCHAR, 
	PRIMARY KEY (id), 
	FOREIGN KEY(employee_id) REFERENCES employee (id), 
	FOREIGN KEY(user_id) REFERENCES app_user (id), 
	FOREIGN KEY(withdrawn_by_id) REFERENCES app_user (id)
);
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE app_user (
	id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	account VARCHAR, 
	employee_id INTEGER, 
	active BOOLEAN NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (account), 
	FOREIGN KEY(employee_id) REFERENCES employee (id)
);
INSERT INTO "app_user" VALUES(1,'Desk','root',NULL,1);
CREATE TABLE appeal (
	id INTEGER NOT NULL, 
	number VARCHAR NOT NULL, 
	period INTEGER NOT NULL, 
	revision_id INTEGER NOT NULL, 
	employee_id INTEGER NOT NULL, 
	line VARCHAR NOT NULL, 
	row_no VARCHAR, 
	reason VARCHAR NOT NULL, 
	evidence VARCHAR NOT NULL, 
	state VARCHAR NOT NULL, 
	due_at DATETIME NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT appeal_state_known CHECK (state IN ('first', 'answered', 'second', 'closed', 'carried')), 
	UNIQUE (number), 
	FOREIGN KEY(revision_id) REFERENCES month_revision (id), 
	FOREIGN KEY(employee_id) REFERENCES employee (id)
);
CREATE TABLE appeal_step (
	id INTEGER NOT NULL, 
	appeal_id INTEGER NOT NULL, 
	step VARCHAR NOT NULL, 
	outcome VARCHAR, 
	text VARCHAR NOT NULL, 
	at DATETIME NOT NULL, 
	user_id INTEGER NOT NULL, 
	account VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT appeal_outcome_known CHECK (outcome IN ('upheld', 'partly', 'rejected')), 
	CONSTRAINT appeal_step_known CHECK (step IN ('filed', 'decided', 'escalated', 'withdrawn', 'carried')), 
	FOREIGN KEY(appeal_id) REFERENCES appeal (id), 
	FOREIGN KEY(user_id) REFERENCES app_user (id)
);
CREATE TABLE assignment (
	id INTEGER NOT NULL, 
	employee_id INTEGER NOT NULL, 
	valid_from DATE NOT NULL, 
	role VARCHAR NOT NULL, 
	team VARCHAR NOT NULL, 
	supervisor_id INTEGER, 
	PRIMARY KEY (id), 
	CONSTRAINT assignment_role_known CHECK (role IN ('agent', 'technician', 'parts', 'complaint_handler', 'supervisor', 'pre_sales')), 
	UNIQUE (employee_id, valid_from), 
	FOREIGN KEY(employee_id) REFERENCES employee (id), 
	FOREIGN KEY(supervisor_id) REFERENCES employee (id)
);
INSERT INTO "assignment" VALUES(1,1,'2020-01-01','supervisor','T1',NULL);
INSERT INTO "assignment" VALUES(2,2,'2020-03-01','technician','T1',1);
INSERT INTO "assignment" VALUES(3,3,'2020-03-01','technician','T2',1);
INSERT INTO "assignment" VALUES(4,4,'2020-03-01','parts','T3',1);
INSERT INTO "assignment" VALUES(5,5,'2020-03-01','complaint_handler','T1',1);
INSERT INTO "assignment" VALUES(6,6,'2020-03-01','agent','T2',1);
INSERT INTO "assignment" VALUES(7,7,'2020-03-01','parts','T1',1);
INSERT INTO "assignment" VALUES(8,8,'2020-03-01','technician','T2',1);
INSERT INTO "assignment" VALUES(9,9,'2020-03-01','agent','T3',1);
INSERT INTO "assignment" VALUES(10,10,'2026-02-15','technician','T3',1);
INSERT INTO "assignment" VALUES(11,11,'2026-02-15','technician','T1',1);
CREATE TABLE audit_entry (
	seq INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	account VARCHAR NOT NULL, 
	user_id INTEGER, 
	action VARCHAR NOT NULL, 
	subject VARCHAR NOT NULL, 
	detail VARCHAR NOT NULL, 
	previous_hash VARCHAR NOT NULL, 
	hash VARCHAR NOT NULL, 
	PRIMARY KEY (seq), 
	FOREIGN KEY(user_id) REFERENCES app_user (id)
);
INSERT INTO "audit_entry" VALUES(1,'2026-11-20 01:00:00.000000','root',1,'init','S1','{"time_zone":"Asia/Shanghai"}','','7d7490f00d7f22eaca3b07029cbb0c92c64dbccaf0d13f5af1ea4c1bc105440c');
INSERT INTO "audit_entry" VALUES(2,'2026-11-20 01:00:00.000000','root',1,'import','1','{"accepted":11,"kind":"employees","rejected":0,"rows":"842e108d838bcdd45138a1e3fe725ef94f308f4c07d2b5c5e9081ebcba2de3c4","skipped":0}','7d7490f00d7f22eaca3b07029cbb0c92c64dbccaf0d13f5af1ea4c1bc105440c','8686f456252fb79b12c8dfcca2da2e13cd589ed5a128a1c9301269ce83d6133a');
INSERT INTO "audit_entry" VALUES(3,'2026-11-20 01:00:00.000000','root',1,'import','2','{"accepted":110,"kind":"orders","rejected":0,"rows":"602a061f5ee42793ca6b2d681e8bcbf5583de2b6d67c2f311e132aa796438aa5","skipped":0}','8686f456252fb79b12c8dfcca2da2e13cd589ed5a128a1c9301269ce83d6133a','c61f3df1a5cfde79a72f63127e7c4afc93be67e77f7e79353f93d806990aee46');
INSERT INTO "audit_entry" VALUES(4,'2026-11-20 01:00:00.000000','root',1,'import','3','{"accepted":37,"kind":"surveys","rejected":0,"rows":"7e5084c35fc8cb2619bb54b336226f7abd53734a30a81fdd5cca2a21d7d326dd","skipped":0}','c61f3df1a5cfde79a72f63127e7c4afc93be67e77f7e79353f93d806990aee46','9c62c92e340f01761f043ceaf9e550a6e32504a5759493d9fc58c90cf3d46557');
INSERT INTO "audit_entry" VALUES(5,'2026-11-20 01:00:00.000000','root',1,'import','4','{"accepted":16,"kind":"complaints","rejected":0,"rows":"79f5001eb1980f1fcf75ac61d4f58e86dba8cd905ee8ecfe159243fb6cea39ff","skipped":0}','9c62c92e340f01761f043ceaf9e550a6e32504a5759493d9fc58c90cf3d46557','46301063f7330b8c0f71651e1fdbd940526541a6d4ccb4ae35c1df80f4d532ef');
INSERT INTO "audit_entry" VALUES(6,'2026-11-20 01:00:00.000000','root',1,'backfill','2026-01','{"carried_over":{"complaints":2,"orders":5,"returns":0,"returns_of_closed_months":0,"surveys":0},"certificate":"234dec6dfcd336845e0747a83896547ab8838107da68d0731bf772d9356dcdcc","kept":{"carried_row/1":"631f5de8c3e12b96f04e79c850053822","month_step/1":"e5366a5431d2f72313a3ad97e67991d5"},"revision":1,"seal":"8b70cb7041d6e2d1fa47f7263b9743a9f4b39e9ed9cb5474cbd3ac2304f92026","to":"2026-02"}','46301063f7330b8c0f71651e1fdbd940526541a6d4ccb4ae35c1df80f4d532ef','ccd4336fd51cdc483f407c09753256da7c93d462edc5dbf340a991579b9493ea');
INSERT INTO "audit_entry" VALUES(7,'2026-11-20 01:00:00.000000','root',1,'compute','2026-02','{"as_of":"2026-11-20T01:00:00+00:00","assessed":10,"cards":10,"figures":"d70e3f0bde36a8f18f80183715e98ee5d501e50cd0e72fe2ef067e64ca0d1eb9","kept":{"month_step/2":"0904636b9658b4dc4b5c482ef3dde92f"},"revision":1,"rules":1}','ccd4336fd51cdc483f407c09753256da7c93d462edc5dbf340a991579b9493ea','b81f66883313ea392fa1e39ee7dc736ba01ae9740d72bb698d341ec113d4c4fb');
INSERT INTO "audit_entry" VALUES(8,'2026-11-20 01:00:00.000000','root',1,'publish','2026-02','{"changed":null,"code":"2BTC-BKBM-V7LR","kept":{"card_window/2":"ee9de3c62bdff9113190ea5fe2c44392","month_step/3":"760bbe7d80df203b0b747d4257ad902e"},"revision":1,"working_days":0}','b81f66883313ea392fa1e39ee7dc736ba01ae9740d72bb698d341ec113d4c4fb','647f13dbe559e7ecebe302019a6ef953ce03156abea0bdfe328b16d0563e581a');
CREATE TABLE calendar_day (
	id INTEGER NOT NULL, 
	layer VARCHAR NOT NULL, 
	day DATE NOT NULL, 
	working BOOLEAN NOT NULL, 
	note VARCHAR NOT NULL, 
	source VARCHAR NOT NULL, 
	from_version_id INTEGER NOT NULL, 
	until_version_id INTEGER, 
	PRIMARY KEY (id), 
	CONSTRAINT calendar_layer_known CHECK (layer IN ('official', 'site')), 
	FOREIGN KEY(from_version_id) REFERENCES calendar_version (id), 
	FOREIGN KEY(until_version_id) REFERENCES calendar_version (id)
);
INSERT INTO "calendar_day" VALUES(1,'official','2004-01-01',0,'New Year''s Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(2,'official','2004-01-17',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(3,'official','2004-01-18',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(4,'official','2004-01-22',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(5,'official','2004-01-23',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(6,'official','2004-01-24',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(7,'official','2004-01-25',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(8,'official','2004-01-26',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(9,'official','2004-01-27',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(10,'official','2004-01-28',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(11,'official','2004-05-01',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(12,'official','2004-05-02',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(13,'official','2004-05-03',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(14,'official','2004-05-04',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(15,'official','2004-05-05',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(16,'official','2004-05-06',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(17,'official','2004-05-07',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(18,'official','2004-05-08',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(19,'official','2004-05-09',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(20,'official','2004-10-01',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(21,'official','2004-10-02',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(22,'official','2004-10-03',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(23,'official','2004-10-04',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(24,'official','2004-10-05',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(25,'official','2004-10-06',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(26,'official','2004-10-07',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(27,'official','2004-10-09',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(28,'official','2004-10-10',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(29,'official','2005-01-01',0,'New Year''s Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(30,'official','2005-01-02',0,'New Year''s Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(31,'official','2005-01-03',0,'New Year''s Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(32,'official','2005-02-05',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(33,'official','2005-02-06',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(34,'official','2005-02-09',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(35,'official','2005-02-10',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(36,'official','2005-02-11',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(37,'official','2005-02-12',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(38,'official','2005-02-13',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(39,'official','2005-02-14',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(40,'official','2005-02-15',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(41,'official','2005-04-30',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(42,'official','2005-05-01',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(43,'official','2005-05-02',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(44,'official','2005-05-03',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(45,'official','2005-05-04',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(46,'official','2005-05-05',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(47,'official','2005-05-06',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(48,'official','2005-05-07',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(49,'official','2005-05-08',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(50,'official','2005-10-01',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(51,'official','2005-10-02',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(52,'official','2005-10-03',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(53,'official','2005-10-04',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(54,'official','2005-10-05',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(55,'official','2005-10-06',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(56,'official','2005-10-07',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(57,'official','2005-10-08',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(58,'official','2005-10-09',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(59,'official','2005-12-31',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(60,'official','2006-01-01',0,'New Year''s Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(61,'official','2006-01-02',0,'New Year''s Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(62,'official','2006-01-03',0,'New Year''s Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(63,'official','2006-01-28',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(64,'official','2006-01-29',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(65,'official','2006-01-30',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(66,'official','2006-01-31',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(67,'official','2006-02-01',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(68,'official','2006-02-02',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(69,'official','2006-02-03',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(70,'official','2006-02-04',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(71,'official','2006-02-05',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(72,'official','2006-04-29',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(73,'official','2006-04-30',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(74,'official','2006-05-01',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(75,'official','2006-05-02',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(76,'official','2006-05-03',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(77,'official','2006-05-04',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(78,'official','2006-05-05',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(79,'official','2006-05-06',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(80,'official','2006-05-07',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(81,'official','2006-09-30',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(82,'official','2006-10-01',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(83,'official','2006-10-02',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(84,'official','2006-10-03',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(85,'official','2006-10-04',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(86,'official','2006-10-05',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(87,'official','2006-10-06',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(88,'official','2006-10-07',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(89,'official','2006-10-08',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(90,'official','2006-12-30',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(91,'official','2006-12-31',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(92,'official','2007-01-01',0,'New Year''s Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(93,'official','2007-01-02',0,'New Year''s Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(94,'official','2007-01-03',0,'New Year''s Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(95,'official','2007-02-17',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(96,'official','2007-02-18',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(97,'official','2007-02-19',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(98,'official','2007-02-20',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(99,'official','2007-02-21',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(100,'official','2007-02-22',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(101,'official','2007-02-23',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(102,'official','2007-02-24',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(103,'official','2007-02-25',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(104,'official','2007-04-28',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(105,'official','2007-04-29',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(106,'official','2007-05-01',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(107,'official','2007-05-02',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(108,'official','2007-05-03',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(109,'official','2007-05-04',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(110,'official','2007-05-05',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(111,'official','2007-05-06',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(112,'official','2007-05-07',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(113,'official','2007-09-29',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(114,'official','2007-09-30',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(115,'official','2007-10-01',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(116,'official','2007-10-02',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(117,'official','2007-10-03',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(118,'official','2007-10-04',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(119,'official','2007-10-05',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(120,'official','2007-10-06',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(121,'official','2007-10-07',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(122,'official','2007-12-29',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(123,'official','2007-12-30',0,'New Year''s Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(124,'official','2007-12-31',0,'New Year''s Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(125,'official','2008-01-01',0,'New Year''s Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(126,'official','2008-02-02',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(127,'official','2008-02-03',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(128,'official','2008-02-06',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(129,'official','2008-02-07',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(130,'official','2008-02-08',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(131,'official','2008-02-09',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(132,'official','2008-02-10',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(133,'official','2008-02-11',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(134,'official','2008-02-12',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(135,'official','2008-04-04',0,'Tomb-sweeping Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(136,'official','2008-04-05',0,'Tomb-sweeping Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(137,'official','2008-04-06',0,'Tomb-sweeping Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(138,'official','2008-05-01',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(139,'official','2008-05-02',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(140,'official','2008-05-03',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(141,'official','2008-05-04',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(142,'official','2008-06-07',0,'Dragon Boat Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(143,'official','2008-06-08',0,'Dragon Boat Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(144,'official','2008-06-09',0,'Dragon Boat Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(145,'official','2008-09-13',0,'Mid-autumn Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(146,'official','2008-09-14',0,'Mid-autumn Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(147,'official','2008-09-15',0,'Mid-autumn Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(148,'official','2008-09-27',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(149,'official','2008-09-28',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(150,'official','2008-09-29',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(151,'official','2008-09-30',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(152,'official','2008-10-01',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(153,'official','2008-10-02',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(154,'official','2008-10-03',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(155,'official','2008-10-04',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(156,'official','2008-10-05',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(157,'official','2009-01-01',0,'New Year''s Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(158,'official','2009-01-02',0,'New Year''s Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(159,'official','2009-01-03',0,'New Year''s Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(160,'official','2009-01-04',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(161,'official','2009-01-24',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(162,'official','2009-01-25',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(163,'official','2009-01-26',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(164,'official','2009-01-27',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(165,'official','2009-01-28',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(166,'official','2009-01-29',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(167,'official','2009-01-30',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(168,'official','2009-01-31',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(169,'official','2009-02-01',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(170,'official','2009-04-04',0,'Tomb-sweeping Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(171,'official','2009-04-05',0,'Tomb-sweeping Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(172,'official','2009-04-06',0,'Tomb-sweeping Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(173,'official','2009-05-01',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(174,'official','2009-05-02',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(175,'official','2009-05-03',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(176,'official','2009-05-28',0,'Dragon Boat Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(177,'official','2009-05-29',0,'Dragon Boat Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(178,'official','2009-05-30',0,'Dragon Boat Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(179,'official','2009-05-31',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(180,'official','2009-09-27',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(181,'official','2009-10-01',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(182,'official','2009-10-02',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(183,'official','2009-10-03',0,'Mid-autumn Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(184,'official','2009-10-04',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(185,'official','2009-10-05',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(186,'official','2009-10-06',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(187,'official','2009-10-07',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(188,'official','2009-10-08',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(189,'official','2009-10-10',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(190,'official','2010-01-01',0,'New Year''s Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(191,'official','2010-01-02',0,'New Year''s Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(192,'official','2010-01-03',0,'New Year''s Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(193,'official','2010-02-13',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(194,'official','2010-02-14',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(195,'official','2010-02-15',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(196,'official','2010-02-16',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(197,'official','2010-02-17',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(198,'official','2010-02-18',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(199,'official','2010-02-19',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(200,'official','2010-02-20',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(201,'official','2010-02-21',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(202,'official','2010-04-03',0,'Tomb-sweeping Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(203,'official','2010-04-04',0,'Tomb-sweeping Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(204,'official','2010-04-05',0,'Tomb-sweeping Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(205,'official','2010-05-01',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(206,'official','2010-05-02',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(207,'official','2010-05-03',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(208,'official','2010-06-12',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(209,'official','2010-06-13',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(210,'official','2010-06-14',0,'Dragon Boat Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(211,'official','2010-06-15',0,'Dragon Boat Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(212,'official','2010-06-16',0,'Dragon Boat Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(213,'official','2010-09-19',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(214,'official','2010-09-22',0,'Mid-autumn Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(215,'official','2010-09-23',0,'Mid-autumn Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(216,'official','2010-09-24',0,'Mid-autumn Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(217,'official','2010-09-25',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(218,'official','2010-09-26',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(219,'official','2010-10-01',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(220,'official','2010-10-02',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(221,'official','2010-10-03',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(222,'official','2010-10-04',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(223,'official','2010-10-05',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(224,'official','2010-10-06',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(225,'official','2010-10-07',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(226,'official','2010-10-09',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(227,'official','2011-01-01',0,'New Year''s Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(228,'official','2011-01-02',0,'New Year''s Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(229,'official','2011-01-03',0,'New Year''s Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(230,'official','2011-01-30',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(231,'official','2011-02-02',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(232,'official','2011-02-03',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(233,'official','2011-02-04',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(234,'official','2011-02-05',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(235,'official','2011-02-06',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(236,'official','2011-02-07',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(237,'official','2011-02-08',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(238,'official','2011-02-12',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(239,'official','2011-04-02',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(240,'official','2011-04-03',0,'Tomb-sweeping Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(241,'official','2011-04-04',0,'Tomb-sweeping Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(242,'official','2011-04-05',0,'Tomb-sweeping Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(243,'official','2011-04-30',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(244,'official','2011-05-01',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(245,'official','2011-05-02',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(246,'official','2011-06-04',0,'Dragon Boat Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(247,'official','2011-06-06',0,'Dragon Boat Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(248,'official','2011-09-10',0,'Mid-autumn Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(249,'official','2011-09-11',0,'Mid-autumn Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(250,'official','2011-09-12',0,'Mid-autumn Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(251,'official','2011-10-01',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(252,'official','2011-10-02',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(253,'official','2011-10-03',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(254,'official','2011-10-04',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(255,'official','2011-10-05',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(256,'official','2011-10-06',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(257,'official','2011-10-07',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(258,'official','2011-10-08',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(259,'official','2011-10-09',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(260,'official','2011-12-31',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(261,'official','2012-01-01',0,'New Year''s Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(262,'official','2012-01-02',0,'New Year''s Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(263,'official','2012-01-03',0,'New Year''s Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(264,'official','2012-01-21',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(265,'official','2012-01-22',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(266,'official','2012-01-23',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(267,'official','2012-01-24',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(268,'official','2012-01-25',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(269,'official','2012-01-26',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(270,'official','2012-01-27',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(271,'official','2012-01-28',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(272,'official','2012-01-29',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(273,'official','2012-03-31',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(274,'official','2012-04-01',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(275,'official','2012-04-02',0,'Tomb-sweeping Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(276,'official','2012-04-03',0,'Tomb-sweeping Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(277,'official','2012-04-04',0,'Tomb-sweeping Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(278,'official','2012-04-28',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(279,'official','2012-04-29',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(280,'official','2012-04-30',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(281,'official','2012-05-01',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(282,'official','2012-06-22',0,'Dragon Boat Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(283,'official','2012-06-24',0,'Dragon Boat Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(284,'official','2012-09-29',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(285,'official','2012-09-30',0,'Mid-autumn Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(286,'official','2012-10-01',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(287,'official','2012-10-02',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(288,'official','2012-10-03',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(289,'official','2012-10-04',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(290,'official','2012-10-05',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(291,'official','2012-10-06',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(292,'official','2012-10-07',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(293,'official','2013-01-01',0,'New Year''s Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(294,'official','2013-01-02',0,'New Year''s Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(295,'official','2013-01-03',0,'New Year''s Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(296,'official','2013-01-05',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(297,'official','2013-01-06',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(298,'official','2013-02-09',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(299,'official','2013-02-10',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(300,'official','2013-02-11',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(301,'official','2013-02-12',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(302,'official','2013-02-13',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(303,'official','2013-02-14',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(304,'official','2013-02-15',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(305,'official','2013-02-16',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(306,'official','2013-02-17',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(307,'official','2013-04-04',0,'Tomb-sweeping Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(308,'official','2013-04-05',0,'Tomb-sweeping Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(309,'official','2013-04-06',0,'Tomb-sweeping Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(310,'official','2013-04-07',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(311,'official','2013-04-27',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(312,'official','2013-04-28',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(313,'official','2013-04-29',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(314,'official','2013-04-30',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(315,'official','2013-05-01',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(316,'official','2013-06-08',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(317,'official','2013-06-09',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(318,'official','2013-06-10',0,'Dragon Boat Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(319,'official','2013-06-11',0,'Dragon Boat Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(320,'official','2013-06-12',0,'Dragon Boat Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(321,'official','2013-09-19',0,'Mid-autumn Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(322,'official','2013-09-20',0,'Mid-autumn Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(323,'official','2013-09-21',0,'Mid-autumn Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(324,'official','2013-09-22',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(325,'official','2013-09-29',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(326,'official','2013-10-01',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(327,'official','2013-10-02',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(328,'official','2013-10-03',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(329,'official','2013-10-04',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(330,'official','2013-10-05',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(331,'official','2013-10-06',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(332,'official','2013-10-07',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(333,'official','2013-10-12',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(334,'official','2014-01-01',0,'New Year''s Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(335,'official','2014-01-26',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(336,'official','2014-01-31',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(337,'official','2014-02-01',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(338,'official','2014-02-02',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(339,'official','2014-02-03',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(340,'official','2014-02-04',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(341,'official','2014-02-05',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(342,'official','2014-02-06',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(343,'official','2014-02-08',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(344,'official','2014-04-05',0,'Tomb-sweeping Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(345,'official','2014-04-06',0,'Tomb-sweeping Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(346,'official','2014-04-07',0,'Tomb-sweeping Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(347,'official','2014-05-01',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(348,'official','2014-05-02',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(349,'official','2014-05-03',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(350,'official','2014-05-04',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(351,'official','2014-06-02',0,'Dragon Boat Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(352,'official','2014-09-08',0,'Mid-autumn Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(353,'official','2014-09-28',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(354,'official','2014-10-01',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(355,'official','2014-10-02',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(356,'official','2014-10-03',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(357,'official','2014-10-04',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(358,'official','2014-10-05',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(359,'official','2014-10-06',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(360,'official','2014-10-07',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(361,'official','2014-10-11',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(362,'official','2015-01-01',0,'New Year''s Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(363,'official','2015-01-02',0,'New Year''s Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(364,'official','2015-01-03',0,'New Year''s Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(365,'official','2015-01-04',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(366,'official','2015-02-15',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(367,'official','2015-02-18',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(368,'official','2015-02-19',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(369,'official','2015-02-20',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(370,'official','2015-02-21',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(371,'official','2015-02-22',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(372,'official','2015-02-23',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(373,'official','2015-02-24',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(374,'official','2015-02-28',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(375,'official','2015-04-05',0,'Tomb-sweeping Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(376,'official','2015-04-06',0,'Tomb-sweeping Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(377,'official','2015-05-01',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(378,'official','2015-06-20',0,'Dragon Boat Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(379,'official','2015-06-22',0,'Dragon Boat Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(380,'official','2015-09-03',0,'Anti-Fascist 70th Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(381,'official','2015-09-04',0,'Anti-Fascist 70th Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(382,'official','2015-09-06',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(383,'official','2015-09-27',0,'Mid-autumn Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(384,'official','2015-10-01',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(385,'official','2015-10-02',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(386,'official','2015-10-03',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(387,'official','2015-10-04',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(388,'official','2015-10-05',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(389,'official','2015-10-06',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(390,'official','2015-10-07',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(391,'official','2015-10-10',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(392,'official','2016-01-01',0,'New Year''s Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(393,'official','2016-02-06',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(394,'official','2016-02-07',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(395,'official','2016-02-08',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(396,'official','2016-02-09',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(397,'official','2016-02-10',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(398,'official','2016-02-11',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(399,'official','2016-02-12',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(400,'official','2016-02-13',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(401,'official','2016-02-14',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(402,'official','2016-04-04',0,'Tomb-sweeping Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(403,'official','2016-05-01',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(404,'official','2016-05-02',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(405,'official','2016-06-09',0,'Dragon Boat Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(406,'official','2016-06-10',0,'Dragon Boat Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(407,'official','2016-06-11',0,'Dragon Boat Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(408,'official','2016-06-12',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(409,'official','2016-09-15',0,'Mid-autumn Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(410,'official','2016-09-16',0,'Mid-autumn Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(411,'official','2016-09-17',0,'Mid-autumn Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(412,'official','2016-09-18',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(413,'official','2016-10-01',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(414,'official','2016-10-02',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(415,'official','2016-10-03',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(416,'official','2016-10-04',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(417,'official','2016-10-05',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(418,'official','2016-10-06',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(419,'official','2016-10-07',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(420,'official','2016-10-08',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(421,'official','2016-10-09',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(422,'official','2017-01-01',0,'New Year''s Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(423,'official','2017-01-02',0,'New Year''s Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(424,'official','2017-01-22',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(425,'official','2017-01-27',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(426,'official','2017-01-28',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(427,'official','2017-01-29',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(428,'official','2017-01-30',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(429,'official','2017-01-31',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(430,'official','2017-02-01',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(431,'official','2017-02-02',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(432,'official','2017-02-04',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(433,'official','2017-04-01',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(434,'official','2017-04-02',0,'Tomb-sweeping Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(435,'official','2017-04-03',0,'Tomb-sweeping Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(436,'official','2017-04-04',0,'Tomb-sweeping Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(437,'official','2017-05-01',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(438,'official','2017-05-27',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(439,'official','2017-05-28',0,'Dragon Boat Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(440,'official','2017-05-29',0,'Dragon Boat Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(441,'official','2017-05-30',0,'Dragon Boat Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(442,'official','2017-09-30',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(443,'official','2017-10-01',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(444,'official','2017-10-02',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(445,'official','2017-10-03',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(446,'official','2017-10-04',0,'Mid-autumn Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(447,'official','2017-10-05',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(448,'official','2017-10-06',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(449,'official','2017-10-07',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(450,'official','2017-10-08',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(451,'official','2018-01-01',0,'New Year''s Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(452,'official','2018-02-11',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(453,'official','2018-02-15',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(454,'official','2018-02-16',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(455,'official','2018-02-17',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(456,'official','2018-02-18',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(457,'official','2018-02-19',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(458,'official','2018-02-20',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(459,'official','2018-02-21',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(460,'official','2018-02-24',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(461,'official','2018-04-05',0,'Tomb-sweeping Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(462,'official','2018-04-06',0,'Tomb-sweeping Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(463,'official','2018-04-07',0,'Tomb-sweeping Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(464,'official','2018-04-08',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(465,'official','2018-04-28',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(466,'official','2018-04-29',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(467,'official','2018-04-30',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(468,'official','2018-05-01',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(469,'official','2018-06-18',0,'Dragon Boat Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(470,'official','2018-09-24',0,'Mid-autumn Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(471,'official','2018-09-29',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(472,'official','2018-09-30',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(473,'official','2018-10-01',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(474,'official','2018-10-02',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(475,'official','2018-10-03',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(476,'official','2018-10-04',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(477,'official','2018-10-05',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(478,'official','2018-10-06',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(479,'official','2018-10-07',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(480,'official','2018-12-29',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(481,'official','2018-12-30',0,'New Year''s Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(482,'official','2018-12-31',0,'New Year''s Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(483,'official','2019-01-01',0,'New Year''s Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(484,'official','2019-02-02',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(485,'official','2019-02-03',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(486,'official','2019-02-04',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(487,'official','2019-02-05',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(488,'official','2019-02-06',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(489,'official','2019-02-07',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(490,'official','2019-02-08',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(491,'official','2019-02-09',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(492,'official','2019-02-10',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(493,'official','2019-04-05',0,'Tomb-sweeping Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(494,'official','2019-04-06',0,'Tomb-sweeping Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(495,'official','2019-04-07',0,'Tomb-sweeping Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(496,'official','2019-04-28',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(497,'official','2019-05-01',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(498,'official','2019-05-02',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(499,'official','2019-05-03',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(500,'official','2019-05-04',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(501,'official','2019-05-05',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(502,'official','2019-06-07',0,'Dragon Boat Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(503,'official','2019-06-08',0,'Dragon Boat Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(504,'official','2019-06-09',0,'Dragon Boat Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(505,'official','2019-09-13',0,'Mid-autumn Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(506,'official','2019-09-14',0,'Mid-autumn Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(507,'official','2019-09-15',0,'Mid-autumn Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(508,'official','2019-09-29',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(509,'official','2019-10-01',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(510,'official','2019-10-02',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(511,'official','2019-10-03',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(512,'official','2019-10-04',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(513,'official','2019-10-05',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(514,'official','2019-10-06',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(515,'official','2019-10-07',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(516,'official','2019-10-12',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(517,'official','2020-01-01',0,'New Year''s Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(518,'official','2020-01-19',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(519,'official','2020-01-24',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(520,'official','2020-01-25',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(521,'official','2020-01-26',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(522,'official','2020-01-27',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(523,'official','2020-01-28',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(524,'official','2020-01-29',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(525,'official','2020-01-30',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(526,'official','2020-01-31',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(527,'official','2020-02-01',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(528,'official','2020-02-02',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(529,'official','2020-04-04',0,'Tomb-sweeping Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(530,'official','2020-04-05',0,'Tomb-sweeping Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(531,'official','2020-04-06',0,'Tomb-sweeping Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(532,'official','2020-04-26',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(533,'official','2020-05-01',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(534,'official','2020-05-02',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(535,'official','2020-05-03',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(536,'official','2020-05-04',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(537,'official','2020-05-05',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(538,'official','2020-05-09',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(539,'official','2020-06-25',0,'Dragon Boat Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(540,'official','2020-06-26',0,'Dragon Boat Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(541,'official','2020-06-27',0,'Dragon Boat Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(542,'official','2020-06-28',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(543,'official','2020-09-27',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(544,'official','2020-10-01',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(545,'official','2020-10-02',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(546,'official','2020-10-03',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(547,'official','2020-10-04',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(548,'official','2020-10-05',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(549,'official','2020-10-06',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(550,'official','2020-10-07',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(551,'official','2020-10-08',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(552,'official','2020-10-10',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(553,'official','2021-01-01',0,'New Year''s Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(554,'official','2021-01-02',0,'New Year''s Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(555,'official','2021-01-03',0,'New Year''s Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(556,'official','2021-02-07',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(557,'official','2021-02-11',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(558,'official','2021-02-12',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(559,'official','2021-02-13',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(560,'official','2021-02-14',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(561,'official','2021-02-15',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(562,'official','2021-02-16',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(563,'official','2021-02-17',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(564,'official','2021-02-20',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(565,'official','2021-04-03',0,'Tomb-sweeping Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(566,'official','2021-04-04',0,'Tomb-sweeping Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(567,'official','2021-04-05',0,'Tomb-sweeping Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(568,'official','2021-04-25',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(569,'official','2021-05-01',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(570,'official','2021-05-02',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(571,'official','2021-05-03',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(572,'official','2021-05-04',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(573,'official','2021-05-05',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(574,'official','2021-05-08',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(575,'official','2021-06-12',0,'Dragon Boat Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(576,'official','2021-06-13',0,'Dragon Boat Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(577,'official','2021-06-14',0,'Dragon Boat Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(578,'official','2021-09-18',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(579,'official','2021-09-19',0,'Mid-autumn Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(580,'official','2021-09-20',0,'Mid-autumn Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(581,'official','2021-09-21',0,'Mid-autumn Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(582,'official','2021-09-26',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(583,'official','2021-10-01',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(584,'official','2021-10-02',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(585,'official','2021-10-03',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(586,'official','2021-10-04',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(587,'official','2021-10-05',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(588,'official','2021-10-06',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(589,'official','2021-10-07',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(590,'official','2021-10-09',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(591,'official','2022-01-01',0,'New Year''s Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(592,'official','2022-01-02',0,'New Year''s Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(593,'official','2022-01-03',0,'New Year''s Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(594,'official','2022-01-29',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(595,'official','2022-01-30',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(596,'official','2022-01-31',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(597,'official','2022-02-01',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(598,'official','2022-02-02',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(599,'official','2022-02-03',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(600,'official','2022-02-04',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(601,'official','2022-02-05',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(602,'official','2022-02-06',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(603,'official','2022-04-02',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(604,'official','2022-04-03',0,'Tomb-sweeping Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(605,'official','2022-04-04',0,'Tomb-sweeping Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(606,'official','2022-04-05',0,'Tomb-sweeping Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(607,'official','2022-04-24',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(608,'official','2022-04-30',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(609,'official','2022-05-01',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(610,'official','2022-05-02',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(611,'official','2022-05-03',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(612,'official','2022-05-04',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(613,'official','2022-05-07',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(614,'official','2022-06-03',0,'Dragon Boat Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(615,'official','2022-06-04',0,'Dragon Boat Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(616,'official','2022-06-05',0,'Dragon Boat Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(617,'official','2022-09-10',0,'Mid-autumn Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(618,'official','2022-09-11',0,'Mid-autumn Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(619,'official','2022-09-12',0,'Mid-autumn Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(620,'official','2022-10-01',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(621,'official','2022-10-02',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(622,'official','2022-10-03',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(623,'official','2022-10-04',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(624,'official','2022-10-05',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(625,'official','2022-10-06',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(626,'official','2022-10-07',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(627,'official','2022-10-08',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(628,'official','2022-10-09',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(629,'official','2022-12-31',0,'New Year''s Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(630,'official','2023-01-01',0,'New Year''s Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(631,'official','2023-01-02',0,'New Year''s Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(632,'official','2023-01-21',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(633,'official','2023-01-22',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(634,'official','2023-01-23',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(635,'official','2023-01-24',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(636,'official','2023-01-25',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(637,'official','2023-01-26',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(638,'official','2023-01-27',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(639,'official','2023-01-28',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(640,'official','2023-01-29',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(641,'official','2023-04-05',0,'Tomb-sweeping Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(642,'official','2023-04-23',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(643,'official','2023-04-29',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(644,'official','2023-04-30',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(645,'official','2023-05-01',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(646,'official','2023-05-02',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(647,'official','2023-05-03',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(648,'official','2023-05-06',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(649,'official','2023-06-22',0,'Dragon Boat Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(650,'official','2023-06-23',0,'Dragon Boat Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(651,'official','2023-06-24',0,'Dragon Boat Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(652,'official','2023-06-25',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(653,'official','2023-09-29',0,'Mid-autumn Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(654,'official','2023-09-30',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(655,'official','2023-10-01',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(656,'official','2023-10-02',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(657,'official','2023-10-03',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(658,'official','2023-10-04',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(659,'official','2023-10-05',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(660,'official','2023-10-06',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(661,'official','2023-10-07',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(662,'official','2023-10-08',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(663,'official','2023-12-30',0,'New Year''s Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(664,'official','2023-12-31',0,'New Year''s Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(665,'official','2024-01-01',0,'New Year''s Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(666,'official','2024-02-04',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(667,'official','2024-02-10',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(668,'official','2024-02-11',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(669,'official','2024-02-12',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(670,'official','2024-02-13',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(671,'official','2024-02-14',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(672,'official','2024-02-15',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(673,'official','2024-02-16',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(674,'official','2024-02-17',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(675,'official','2024-02-18',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(676,'official','2024-04-04',0,'Tomb-sweeping Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(677,'official','2024-04-05',0,'Tomb-sweeping Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(678,'official','2024-04-06',0,'Tomb-sweeping Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(679,'official','2024-04-07',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(680,'official','2024-04-28',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(681,'official','2024-05-01',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(682,'official','2024-05-02',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(683,'official','2024-05-03',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(684,'official','2024-05-04',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(685,'official','2024-05-05',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(686,'official','2024-05-11',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(687,'official','2024-06-10',0,'Dragon Boat Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(688,'official','2024-09-14',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(689,'official','2024-09-15',0,'Mid-autumn Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(690,'official','2024-09-16',0,'Mid-autumn Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(691,'official','2024-09-17',0,'Mid-autumn Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(692,'official','2024-09-29',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(693,'official','2024-10-01',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(694,'official','2024-10-02',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(695,'official','2024-10-03',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(696,'official','2024-10-04',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(697,'official','2024-10-05',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(698,'official','2024-10-06',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(699,'official','2024-10-07',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(700,'official','2024-10-12',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(701,'official','2025-01-01',0,'New Year''s Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(702,'official','2025-01-26',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(703,'official','2025-01-28',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(704,'official','2025-01-29',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(705,'official','2025-01-30',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(706,'official','2025-01-31',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(707,'official','2025-02-01',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(708,'official','2025-02-02',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(709,'official','2025-02-03',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(710,'official','2025-02-04',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(711,'official','2025-02-08',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(712,'official','2025-04-04',0,'Tomb-sweeping Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(713,'official','2025-04-05',0,'Tomb-sweeping Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(714,'official','2025-04-06',0,'Tomb-sweeping Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(715,'official','2025-04-27',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(716,'official','2025-05-01',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(717,'official','2025-05-02',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(718,'official','2025-05-03',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(719,'official','2025-05-04',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(720,'official','2025-05-05',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(721,'official','2025-05-31',0,'Dragon Boat Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(722,'official','2025-06-01',0,'Dragon Boat Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(723,'official','2025-06-02',0,'Dragon Boat Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(724,'official','2025-09-28',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(725,'official','2025-10-01',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(726,'official','2025-10-02',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(727,'official','2025-10-03',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(728,'official','2025-10-04',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(729,'official','2025-10-05',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(730,'official','2025-10-06',0,'Mid-autumn Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(731,'official','2025-10-07',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(732,'official','2025-10-08',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(733,'official','2025-10-11',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(734,'official','2026-01-01',0,'New Year''s Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(735,'official','2026-01-02',0,'New Year''s Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(736,'official','2026-01-03',0,'New Year''s Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(737,'official','2026-01-04',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(738,'official','2026-02-14',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(739,'official','2026-02-15',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(740,'official','2026-02-16',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(741,'official','2026-02-17',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(742,'official','2026-02-18',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(743,'official','2026-02-19',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(744,'official','2026-02-20',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(745,'official','2026-02-21',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(746,'official','2026-02-22',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(747,'official','2026-02-23',0,'Spring Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(748,'official','2026-02-28',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(749,'official','2026-04-04',0,'Tomb-sweeping Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(750,'official','2026-04-05',0,'Tomb-sweeping Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(751,'official','2026-04-06',0,'Tomb-sweeping Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(752,'official','2026-05-01',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(753,'official','2026-05-02',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(754,'official','2026-05-03',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(755,'official','2026-05-04',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(756,'official','2026-05-05',0,'Labour Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(757,'official','2026-05-09',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(758,'official','2026-06-19',0,'Dragon Boat Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(759,'official','2026-06-20',0,'Dragon Boat Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(760,'official','2026-06-21',0,'Dragon Boat Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(761,'official','2026-09-20',1,'','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(762,'official','2026-09-25',0,'Mid-autumn Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(763,'official','2026-09-26',0,'Mid-autumn Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(764,'official','2026-09-27',0,'Mid-autumn Festival','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(765,'official','2026-10-01',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(766,'official','2026-10-02',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(767,'official','2026-10-03',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(768,'official','2026-10-04',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(769,'official','2026-10-05',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(770,'official','2026-10-06',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(771,'official','2026-10-07',0,'National Day','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_day" VALUES(772,'official','2026-10-10',1,'','chinesecalendar 1.11.0',1,NULL);
CREATE TABLE calendar_version (
	id INTEGER NOT NULL, 
	made_at DATETIME NOT NULL, 
	made_by_id INTEGER, 
	change VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	digest VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(made_by_id) REFERENCES app_user (id)
);
INSERT INTO "calendar_version" VALUES(1,'2026-11-20 01:00:00.000000',1,'import','chinesecalendar 1.11.0','509a400b3f9228fb9bd3157adf5d37b39a48193f92bbb32234e27bdafe906b81');
CREATE TABLE calendar_year (
	id INTEGER NOT NULL, 
	year INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	source VARCHAR NOT NULL, 
	from_version_id INTEGER NOT NULL, 
	until_version_id INTEGER, 
	PRIMARY KEY (id), 
	CONSTRAINT calendar_year_kind_known CHECK (kind IN ('official', 'declared')), 
	FOREIGN KEY(from_version_id) REFERENCES calendar_version (id), 
	FOREIGN KEY(until_version_id) REFERENCES calendar_version (id)
);
INSERT INTO "calendar_year" VALUES(1,2004,'official','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_year" VALUES(2,2005,'official','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_year" VALUES(3,2006,'official','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_year" VALUES(4,2007,'official','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_year" VALUES(5,2008,'official','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_year" VALUES(6,2009,'official','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_year" VALUES(7,2010,'official','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_year" VALUES(8,2011,'official','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_year" VALUES(9,2012,'official','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_year" VALUES(10,2013,'official','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_year" VALUES(11,2014,'official','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_year" VALUES(12,2015,'official','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_year" VALUES(13,2016,'official','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_year" VALUES(14,2017,'official','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_year" VALUES(15,2018,'official','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_year" VALUES(16,2019,'official','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_year" VALUES(17,2020,'official','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_year" VALUES(18,2021,'official','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_year" VALUES(19,2022,'official','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_year" VALUES(20,2023,'official','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_year" VALUES(21,2024,'official','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_year" VALUES(22,2025,'official','chinesecalendar 1.11.0',1,NULL);
INSERT INTO "calendar_year" VALUES(23,2026,'official','chinesecalendar 1.11.0',1,NULL);
CREATE TABLE card (
	revision_id INTEGER NOT NULL, 
	employee_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	role VARCHAR NOT NULL, 
	team VARCHAR NOT NULL, 
	total INTEGER, 
	rank INTEGER, 
	body VARCHAR NOT NULL, 
	PRIMARY KEY (revision_id, employee_id), 
	FOREIGN KEY(revision_id) REFERENCES month_revision (id), 
	FOREIGN KEY(employee_id) REFERENCES employee (id)
);
INSERT INTO "card" VALUES(1,2,1,'technician','T1',8791,1,'{"employee_no": "E001", "name": "林涛", "role": "technician", "team": "T1", "total": "87.91", "band": "good", "rank": 1, "rank_in_role": 1, "flags": ["few-answers"], "indicators": [{"id": "satisfaction", "score": "87.63", "weight": "70", "effective_weight": "77.78", "n": 4, "band": "good", "parts": [{"id": "attitude", "score": "75.00", "weight": "20", "effective_weight": "20.00", "n": 4, "band": "fair", "parts": [], "few": true}, {"id": "response", "score": "76.78", "weight": "15", "effective_weight": "15.00", "n": 8, "band": "fair", "parts": []}, {"id": "quality", "score": "94.44", "weight": "25", "effective_weight": "25.00", "n": 9, "band": "excellent", "parts": []}, {"id": "parts", "score": "100.00", "weight": "15", "effective_weight": "15.00", "n": 6, "band": "excellent", "parts": []}, {"id": "cost", "score": "90.00", "weight": "25", "effective_weight": "25.00", "n": 3, "band": "excellent", "parts": [], "few": true}], "few": true}, {"id": "first_time_fix", "score": "88.89", "weight": "20", "effective_weight": "22.22", "n": 9, "band": "good", "parts": []}, {"id": "complaint_timeliness", "score": null, "weight": "10", "effective_weight": "0.00", "n": 0, "band": null, "parts": []}]}');
INSERT INTO "card" VALUES(1,7,2,'parts','T1',8484,2,'{"employee_no": "E007", "name": "李明", "role": "parts", "team": "T1", "total": "84.84", "band": "good", "rank": 2, "rank_in_role": 1, "flags": [], "indicators": [{"id": "satisfaction", "score": "88.68", "weight": "70", "effective_weight": "77.78", "n": 6, "band": "good", "parts": [{"id": "attitude", "score": null, "weight": "20", "effective_weight": "0.00", "n": 0, "band": null, "parts": []}, {"id": "response", "score": null, "weight": "15", "effective_weight": "0.00", "n": 0, "band": null, "parts": []}, {"id": "quality", "score": "89.29", "weight": "25", "effective_weight": "38.46", "n": 14, "band": "good", "parts": []}, {"id": "parts", "score": "88.24", "weight": "15", "effective_weight": "23.08", "n": 17, "band": "good", "parts": []}, {"id": "cost", "score": "88.33", "weight": "25", "effective_weight": "38.46", "n": 6, "band": "good", "parts": []}]}, {"id": "first_time_fix", "score": "71.43", "weight": "20", "effective_weight": "22.22", "n": 14, "band": "fair", "parts": []}, {"id": "complaint_timeliness", "score": null, "weight": "10", "effective_weight": "0.00", "n": 0, "band": null, "parts": []}]}');
INSERT INTO "card" VALUES(1,4,3,'parts','T3',8433,3,'{"employee_no": "E003", "name": "周静勇", "role": "parts", "team": "T3", "total": "84.33", "band": "good", "rank": 3, "rank_in_role": 2, "flags": ["few-answers"], "indicators": [{"id": "satisfaction", "score": "84.24", "weight": "70", "effective_weight": "77.78", "n": 2, "band": "good", "parts": [{"id": "attitude", "score": null, "weight": "20", "effective_weight": "0.00", "n": 0, "band": null, "parts": []}, {"id": "response", "score": null, "weight": "15", "effective_weight": "0.00", "n": 0, "band": null, "parts": []}, {"id": "quality", "score": "88.46", "weight": "25", "effective_weight": "38.46", "n": 13, "band": "good", "parts": []}, {"id": "parts", "score": "96.79", "weight": "15", "effective_weight": "23.08", "n": 14, "band": "excellent", "parts": []}, {"id": "cost", "score": "72.50", "weight": "25", "effective_weight": "38.46", "n": 2, "band": "fair", "parts": [], "few": true}], "few": true}, {"id": "first_time_fix", "score": "84.62", "weight": "20", "effective_weight": "22.22", "n": 13, "band": "good", "parts": []}, {"id": "complaint_timeliness", "score": null, "weight": "10", "effective_weight": "0.00", "n": 0, "band": null, "parts": []}]}');
INSERT INTO "card" VALUES(1,8,4,'technician','T2',8111,4,'{"employee_no": "E008", "name": "孙华明", "role": "technician", "team": "T2", "total": "81.11", "band": "good", "rank": 4, "rank_in_role": 2, "flags": ["few-answers"], "indicators": [{"id": "satisfaction", "score": "86.43", "weight": "70", "effective_weight": "77.78", "n": 2, "band": "good", "parts": [{"id": "attitude", "score": "100.00", "weight": "20", "effective_weight": "20.00", "n": 2, "band": "excellent", "parts": [], "few": true}, {"id": "response", "score": "62.25", "weight": "15", "effective_weight": "15.00", "n": 9, "band": "poor", "parts": []}, {"id": "quality", "score": "93.75", "weight": "25", "effective_weight": "25.00", "n": 8, "band": "excellent", "parts": []}, {"id": "parts", "score": "91.00", "weight": "15", "effective_weight": "15.00", "n": 5, "band": "excellent", "parts": []}, {"id": "cost", "score": "80.00", "weight": "25", "effective_weight": "25.00", "n": 2, "band": "good", "parts": [], "few": true}], "few": true}, {"id": "first_time_fix", "score": "62.50", "weight": "20", "effective_weight": "22.22", "n": 8, "band": "poor", "parts": []}, {"id": "complaint_timeliness", "score": null, "weight": "10", "effective_weight": "0.00", "n": 0, "band": null, "parts": []}]}');
INSERT INTO "card" VALUES(1,3,5,'technician','T2',7886,5,'{"employee_no": "E002", "name": "罗敏", "role": "technician", "team": "T2", "total": "78.86", "band": "fair", "rank": 5, "rank_in_role": 3, "flags": ["few-answers"], "indicators": [{"id": "satisfaction", "score": "79.97", "weight": "70", "effective_weight": "77.78", "n": 2, "band": "fair", "parts": [{"id": "attitude", "score": "90.00", "weight": "20", "effective_weight": "20.00", "n": 2, "band": "excellent", "parts": [], "few": true}, {"id": "response", "score": "51.46", "weight": "15", "effective_weight": "15.00", "n": 8, "band": "failing", "parts": []}, {"id": "quality", "score": "87.50", "weight": "25", "effective_weight": "25.00", "n": 8, "band": "good", "parts": []}, {"id": "parts", "score": "95.00", "weight": "15", "effective_weight": "15.00", "n": 6, "band": "excellent", "parts": []}, {"id": "cost", "score": "72.50", "weight": "25", "effective_weight": "25.00", "n": 2, "band": "fair", "parts": [], "few": true}], "few": true}, {"id": "first_time_fix", "score": "75.00", "weight": "20", "effective_weight": "22.22", "n": 8, "band": "fair", "parts": []}, {"id": "complaint_timeliness", "score": null, "weight": "10", "effective_weight": "0.00", "n": 0, "band": null, "parts": []}]}');
INSERT INTO "card" VALUES(1,9,6,'agent','T3',7525,6,'{"employee_no": "E009", "name": "黄涛秀", "role": "agent", "team": "T3", "total": "75.25", "band": "fair", "rank": 6, "rank_in_role": 1, "flags": [], "indicators": [{"id": "satisfaction", "score": "83.89", "weight": "70", "effective_weight": "70.00", "n": 6, "band": "good", "parts": [{"id": "attitude", "score": "80.00", "weight": "20", "effective_weight": "20.00", "n": 6, "band": "good", "parts": []}, {"id": "response", "score": "56.23", "weight": "15", "effective_weight": "15.00", "n": 27, "band": "failing", "parts": []}, {"id": "quality", "score": "97.83", "weight": "25", "effective_weight": "25.00", "n": 23, "band": "excellent", "parts": []}, {"id": "parts", "score": "97.22", "weight": "15", "effective_weight": "15.00", "n": 18, "band": "excellent", "parts": []}, {"id": "cost", "score": "81.67", "weight": "25", "effective_weight": "25.00", "n": 6, "band": "good", "parts": []}]}, {"id": "first_time_fix", "score": "82.61", "weight": "20", "effective_weight": "20.00", "n": 23, "band": "good", "parts": []}, {"id": "complaint_timeliness", "score": "0.00", "weight": "10", "effective_weight": "10.00", "n": 1, "band": "failing", "parts": [], "few": true}]}');
INSERT INTO "card" VALUES(1,6,7,'agent','T2',7365,7,'{"employee_no": "E005", "name": "杨霞", "role": "agent", "team": "T2", "total": "73.65", "band": "fair", "rank": 7, "rank_in_role": 2, "flags": [], "indicators": [{"id": "satisfaction", "score": "77.91", "weight": "70", "effective_weight": "70.00", "n": 5, "band": "fair", "parts": [{"id": "attitude", "score": "80.00", "weight": "20", "effective_weight": "20.00", "n": 5, "band": "good", "parts": []}, {"id": "response", "score": "52.96", "weight": "15", "effective_weight": "15.00", "n": 23, "band": "failing", "parts": []}, {"id": "quality", "score": "82.35", "weight": "25", "effective_weight": "25.00", "n": 17, "band": "good", "parts": []}, {"id": "parts", "score": "85.00", "weight": "15", "effective_weight": "15.00", "n": 13, "band": "good", "parts": []}, {"id": "cost", "score": "82.50", "weight": "25", "effective_weight": "25.00", "n": 4, "band": "good", "parts": [], "few": true}]}, {"id": "first_time_fix", "score": "70.59", "weight": "20", "effective_weight": "20.00", "n": 17, "band": "fair", "parts": []}, {"id": "complaint_timeliness", "score": "50.00", "weight": "10", "effective_weight": "10.00", "n": 2, "band": "failing", "parts": [], "few": true}]}');
INSERT INTO "card" VALUES(1,5,8,'complaint_handler','T1',3333,8,'{"employee_no": "E004", "name": "张洋", "role": "complaint_handler", "team": "T1", "total": "33.33", "band": "failing", "rank": 8, "rank_in_role": 1, "flags": [], "indicators": [{"id": "satisfaction", "score": null, "weight": "0", "effective_weight": "0.00", "n": 0, "band": null, "parts": [{"id": "attitude", "score": null, "weight": "20", "effective_weight": "0.00", "n": 0, "band": null, "parts": []}, {"id": "response", "score": null, "weight": "15", "effective_weight": "0.00", "n": 0, "band": null, "parts": []}, {"id": "quality", "score": null, "weight": "25", "effective_weight": "0.00", "n": 0, "band": null, "parts": []}, {"id": "parts", "score": null, "weight": "15", "effective_weight": "0.00", "n": 0, "band": null, "parts": []}, {"id": "cost", "score": null, "weight": "25", "effective_weight": "0.00", "n": 0, "band": null, "parts": []}]}, {"id": "first_time_fix", "score": null, "weight": "0", "effective_weight": "0.00", "n": 0, "band": null, "parts": []}, {"id": "complaint_timeliness", "score": "33.33", "weight": "100", "effective_weight": "100.00", "n": 3, "band": "failing", "parts": [], "few": true}]}');
INSERT INTO "card" VALUES(2,2,1,'technician','T1',8896,1,'{"employee_no": "E001", "name": "林涛", "role": "technician", "team": "T1", "total": "88.96", "band": "good", "rank": 1, "rank_in_role": 1, "flags": ["few-answers"], "indicators": [{"id": "satisfaction", "score": "89.38", "weight": "70", "effective_weight": "77.78", "n": 4, "band": "good", "parts": [{"id": "attitude", "score": "100.00", "weight": "20", "effective_weight": "20.00", "n": 2, "band": "excellent", "parts": [], "few": true}, {"id": "response", "score": "84.75", "weight": "15", "effective_weight": "15.00", "n": 6, "band": "good", "parts": []}, {"id": "quality", "score": "100.00", "weight": "25", "effective_weight": "25.00", "n": 8, "band": "excellent", "parts": []}, {"id": "parts", "score": "100.00", "weight": "15", "effective_weight": "15.00", "n": 5, "band": "excellent", "parts": []}, {"id": "cost", "score": "66.67", "weight": "25", "effective_weight": "25.00", "n": 3, "band": "poor", "parts": [], "few": true}], "few": true}, {"id": "first_time_fix", "score": "87.50", "weight": "20", "effective_weight": "22.22", "n": 8, "band": "good", "parts": []}, {"id": "complaint_timeliness", "score": null, "weight": "10", "effective_weight": "0.00", "n": 0, "band": null, "parts": []}]}');
INSERT INTO "card" VALUES(2,4,2,'parts','T3',8887,2,'{"employee_no": "E003", "name": "周静勇", "role": "parts", "team": "T3", "total": "88.87", "band": "good", "rank": 2, "rank_in_role": 1, "flags": [], "indicators": [{"id": "satisfaction", "score": "87.47", "weight": "70", "effective_weight": "77.78", "n": 7, "band": "good", "parts": [{"id": "attitude", "score": null, "weight": "20", "effective_weight": "0.00", "n": 0, "band": null, "parts": []}, {"id": "response", "score": null, "weight": "15", "effective_weight": "0.00", "n": 0, "band": null, "parts": []}, {"id": "quality", "score": "100.00", "weight": "25", "effective_weight": "38.46", "n": 16, "band": "excellent", "parts": []}, {"id": "parts", "score": "93.33", "weight": "15", "effective_weight": "23.08", "n": 18, "band": "excellent", "parts": []}, {"id": "cost", "score": "71.43", "weight": "25", "effective_weight": "38.46", "n": 7, "band": "fair", "parts": []}]}, {"id": "first_time_fix", "score": "93.75", "weight": "20", "effective_weight": "22.22", "n": 16, "band": "excellent", "parts": []}, {"id": "complaint_timeliness", "score": null, "weight": "10", "effective_weight": "0.00", "n": 0, "band": null, "parts": []}]}');
INSERT INTO "card" VALUES(2,7,3,'parts','T1',8751,3,'{"employee_no": "E007", "name": "李明", "role": "parts", "team": "T1", "total": "87.51", "band": "good", "rank": 3, "rank_in_role": 2, "flags": [], "indicators": [{"id": "satisfaction", "score": "86.54", "weight": "70", "effective_weight": "77.78", "n": 5, "band": "good", "parts": [{"id": "attitude", "score": null, "weight": "20", "effective_weight": "0.00", "n": 0, "band": null, "parts": []}, {"id": "response", "score": null, "weight": "15", "effective_weight": "0.00", "n": 0, "band": null, "parts": []}, {"id": "quality", "score": "100.00", "weight": "25", "effective_weight": "38.46", "n": 11, "band": "excellent", "parts": []}, {"id": "parts", "score": "93.75", "weight": "15", "effective_weight": "23.08", "n": 12, "band": "excellent", "parts": []}, {"id": "cost", "score": "68.75", "weight": "25", "effective_weight": "38.46", "n": 4, "band": "poor", "parts": [], "few": true}]}, {"id": "first_time_fix", "score": "90.91", "weight": "20", "effective_weight": "22.22", "n": 11, "band": "excellent", "parts": []}, {"id": "complaint_timeliness", "score": null, "weight": "10", "effective_weight": "0.00", "n": 0, "band": null, "parts": []}]}');
INSERT INTO "card" VALUES(2,8,4,'technician','T2',8438,4,'{"employee_no": "E008", "name": "孙华明", "role": "technician", "team": "T2", "total": "84.38", "band": "good", "rank": 4, "rank_in_role": 2, "flags": [], "indicators": [{"id": "satisfaction", "score": "83.09", "weight": "70", "effective_weight": "77.78", "n": 6, "band": "good", "parts": [{"id": "attitude", "score": "68.00", "weight": "20", "effective_weight": "20.00", "n": 5, "band": "poor", "parts": []}, {"id": "response", "score": "84.15", "weight": "15", "effective_weight": "15.00", "n": 8, "band": "good", "parts": []}, {"id": "quality", "score": "96.67", "weight": "25", "effective_weight": "25.00", "n": 9, "band": "excellent", "parts": []}, {"id": "parts", "score": "94.38", "weight": "15", "effective_weight": "15.00", "n": 8, "band": "excellent", "parts": []}, {"id": "cost", "score": "74.17", "weight": "25", "effective_weight": "25.00", "n": 6, "band": "fair", "parts": []}]}, {"id": "first_time_fix", "score": "88.89", "weight": "20", "effective_weight": "22.22", "n": 9, "band": "good", "parts": []}, {"id": "complaint_timeliness", "score": null, "weight": "10", "effective_weight": "0.00", "n": 0, "band": null, "parts": []}]}');
INSERT INTO "card" VALUES(2,10,5,'technician','T3',8008,5,'{"employee_no": "E006", "name": "徐秀磊", "role": "technician", "team": "T3", "total": "80.08", "band": "good", "rank": 5, "rank_in_role": 3, "flags": ["few-answers"], "indicators": [{"id": "satisfaction", "score": "77.56", "weight": "70", "effective_weight": "77.78", "n": 3, "band": "fair", "parts": [{"id": "attitude", "score": "93.33", "weight": "20", "effective_weight": "20.00", "n": 3, "band": "excellent", "parts": [], "few": true}, {"id": "response", "score": "23.76", "weight": "15", "effective_weight": "15.00", "n": 7, "band": "failing", "parts": []}, {"id": "quality", "score": "100.00", "weight": "25", "effective_weight": "25.00", "n": 9, "band": "excellent", "parts": []}, {"id": "parts", "score": "80.00", "weight": "15", "effective_weight": "15.00", "n": 6, "band": "good", "parts": []}, {"id": "cost", "score": "73.33", "weight": "25", "effective_weight": "25.00", "n": 3, "band": "fair", "parts": [], "few": true}], "few": true}, {"id": "first_time_fix", "score": "88.89", "weight": "20", "effective_weight": "22.22", "n": 9, "band": "good", "parts": []}, {"id": "complaint_timeliness", "score": null, "weight": "10", "effective_weight": "0.00", "n": 0, "band": null, "parts": []}]}');
INSERT INTO "card" VALUES(2,11,6,'technician','T1',7956,6,'{"employee_no": "E010", "name": "孙艳英", "role": "technician", "team": "T1", "total": "79.56", "band": "fair", "rank": 6, "rank_in_role": 4, "flags": ["few-answers"], "indicators": [{"id": "satisfaction", "score": "79.43", "weight": "70", "effective_weight": "77.78", "n": 4, "band": "fair", "parts": [{"id": "attitude", "score": "60.00", "weight": "20", "effective_weight": "20.00", "n": 3, "band": "poor", "parts": [], "few": true}, {"id": "response", "score": "34.94", "weight": "15", "effective_weight": "15.00", "n": 5, "band": "failing", "parts": []}, {"id": "quality", "score": "100.00", "weight": "25", "effective_weight": "25.00", "n": 5, "band": "excellent", "parts": []}, {"id": "parts", "score": "100.00", "weight": "15", "effective_weight": "15.00", "n": 4, "band": "excellent", "parts": [], "few": true}, {"id": "cost", "score": "88.75", "weight": "25", "effective_weight": "25.00", "n": 4, "band": "good", "parts": [], "few": true}], "few": true}, {"id": "first_time_fix", "score": "80.00", "weight": "20", "effective_weight": "22.22", "n": 5, "band": "good", "parts": []}, {"id": "complaint_timeliness", "score": null, "weight": "10", "effective_weight": "0.00", "n": 0, "band": null, "parts": []}]}');
INSERT INTO "card" VALUES(2,9,7,'agent','T3',7837,7,'{"employee_no": "E009", "name": "黄涛秀", "role": "agent", "team": "T3", "total": "78.37", "band": "fair", "rank": 7, "rank_in_role": 1, "flags": [], "indicators": [{"id": "satisfaction", "score": "83.38", "weight": "70", "effective_weight": "70.00", "n": 6, "band": "good", "parts": [{"id": "attitude", "score": "85.00", "weight": "20", "effective_weight": "20.00", "n": 4, "band": "good", "parts": [], "few": true}, {"id": "response", "score": "68.39", "weight": "15", "effective_weight": "15.00", "n": 23, "band": "poor", "parts": []}, {"id": "quality", "score": "100.00", "weight": "25", "effective_weight": "25.00", "n": 19, "band": "excellent", "parts": []}, {"id": "parts", "score": "95.00", "weight": "15", "effective_weight": "15.00", "n": 12, "band": "excellent", "parts": []}, {"id": "cost", "score": "67.50", "weight": "25", "effective_weight": "25.00", "n": 6, "band": "poor", "parts": []}]}, {"id": "first_time_fix", "score": "100.00", "weight": "20", "effective_weight": "20.00", "n": 19, "band": "excellent", "parts": []}, {"id": "complaint_timeliness", "score": "0.00", "weight": "10", "effective_weight": "10.00", "n": 2, "band": "failing", "parts": [], "few": true}]}');
INSERT INTO "card" VALUES(2,6,8,'agent','T2',7784,8,'{"employee_no": "E005", "name": "杨霞", "role": "agent", "team": "T2", "total": "77.84", "band": "fair", "rank": 8, "rank_in_role": 2, "flags": [], "indicators": [{"id": "satisfaction", "score": "80.24", "weight": "70", "effective_weight": "70.00", "n": 13, "band": "good", "parts": [{"id": "attitude", "score": "76.36", "weight": "20", "effective_weight": "20.00", "n": 11, "band": "fair", "parts": []}, {"id": "response", "score": "58.69", "weight": "15", "effective_weight": "15.00", "n": 27, "band": "failing", "parts": []}, {"id": "quality", "score": "98.75", "weight": "25", "effective_weight": "25.00", "n": 24, "band": "excellent", "parts": []}, {"id": "parts", "score": "92.50", "weight": "15", "effective_weight": "15.00", "n": 18, "band": "excellent", "parts": []}, {"id": "cost", "score": "70.42", "weight": "25", "effective_weight": "25.00", "n": 12, "band": "fair", "parts": []}]}, {"id": "first_time_fix", "score": "83.33", "weight": "20", "effective_weight": "20.00", "n": 24, "band": "good", "parts": []}, {"id": "complaint_timeliness", "score": "50.00", "weight": "10", "effective_weight": "10.00", "n": 2, "band": "failing", "parts": [], "few": true}]}');
INSERT INTO "card" VALUES(2,3,9,'technician','T2',7714,9,'{"employee_no": "E002", "name": "罗敏", "role": "technician", "team": "T2", "total": "77.14", "band": "fair", "rank": 9, "rank_in_role": 5, "flags": ["few-answers"], "indicators": [{"id": "satisfaction", "score": "70.61", "weight": "70", "effective_weight": "77.78", "n": 2, "band": "fair", "parts": [{"id": "attitude", "score": "90.00", "weight": "20", "effective_weight": "20.00", "n": 2, "band": "excellent", "parts": [], "few": true}, {"id": "response", "score": "64.04", "weight": "15", "effective_weight": "15.00", "n": 7, "band": "poor", "parts": []}, {"id": "quality", "score": "100.00", "weight": "25", "effective_weight": "25.00", "n": 11, "band": "excellent", "parts": []}, {"id": "parts", "score": "95.00", "weight": "15", "effective_weight": "15.00", "n": 6, "band": "excellent", "parts": []}, {"id": "cost", "score": "15.00", "weight": "25", "effective_weight": "25.00", "n": 2, "band": "failing", "parts": [], "few": true}], "few": true}, {"id": "first_time_fix", "score": "100.00", "weight": "20", "effective_weight": "22.22", "n": 11, "band": "excellent", "parts": []}, {"id": "complaint_timeliness", "score": null, "weight": "10", "effective_weight": "0.00", "n": 0, "band": null, "parts": []}]}');
INSERT INTO "card" VALUES(2,5,10,'complaint_handler','T1',3333,10,'{"employee_no": "E004", "name": "张洋", "role": "complaint_handler", "team": "T1", "total": "33.33", "band": "failing", "rank": 10, "rank_in_role": 1, "flags": [], "indicators": [{"id": "satisfaction", "score": null, "weight": "0", "effective_weight": "0.00", "n": 0, "band": null, "parts": [{"id": "attitude", "score": null, "weight": "20", "effective_weight": "0.00", "n": 0, "band": null, "parts": []}, {"id": "response", "score": null, "weight": "15", "effective_weight": "0.00", "n": 0, "band": null, "parts": []}, {"id": "quality", "score": null, "weight": "25", "effective_weight": "0.00", "n": 0, "band": null, "parts": []}, {"id": "parts", "score": null, "weight": "15", "effective_weight": "0.00", "n": 0, "band": null, "parts": []}, {"id": "cost", "score": null, "weight": "25", "effective_weight": "0.00", "n": 0, "band": null, "parts": []}]}, {"id": "first_time_fix", "score": null, "weight": "0", "effective_weight": "0.00", "n": 0, "band": null, "parts": []}, {"id": "complaint_timeliness", "score": "33.33", "weight": "100", "effective_weight": "100.00", "n": 3, "band": "failing", "parts": [], "few": true}]}');
CREATE TABLE card_receipt (
	id INTEGER NOT NULL, 
	revision_id INTEGER NOT NULL, 
	employee_id INTEGER NOT NULL, 
	how VARCHAR NOT NULL, 
	note VARCHAR NOT NULL, 
	at DATETIME NOT NULL, 
	user_id INTEGER NOT NULL, 
	account VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT card_receipt_how_known CHECK (how IN ('read', 'read-aloud', 'absent')), 
	FOREIGN KEY(revision_id) REFERENCES month_revision (id), 
	FOREIGN KEY(employee_id) REFERENCES employee (id), 
	FOREIGN KEY(user_id) REFERENCES app_user (id)
);
CREATE TABLE card_window (
	revision_id INTEGER NOT NULL, 
	employee_id INTEGER NOT NULL, 
	ends_at DATETIME NOT NULL, 
	changed BOOLEAN NOT NULL, 
	PRIMARY KEY (revision_id, employee_id), 
	FOREIGN KEY(revision_id) REFERENCES month_revision (id), 
	FOREIGN KEY(employee_id) REFERENCES employee (id)
);
INSERT INTO "card_window" VALUES(2,2,'2026-11-20 16:00:00.000000',1);
INSERT INTO "card_window" VALUES(2,4,'2026-11-20 16:00:00.000000',1);
INSERT INTO "card_window" VALUES(2,7,'2026-11-20 16:00:00.000000',1);
INSERT INTO "card_window" VALUES(2,8,'2026-11-20 16:00:00.000000',1);
INSERT INTO "card_window" VALUES(2,10,'2026-11-20 16:00:00.000000',1);
INSERT INTO "card_window" VALUES(2,11,'2026-11-20 16:00:00.000000',1);
INSERT INTO "card_window" VALUES(2,9,'2026-11-20 16:00:00.000000',1);
INSERT INTO "card_window" VALUES(2,6,'2026-11-20 16:00:00.000000',1);
INSERT INTO "card_window" VALUES(2,3,'2026-11-20 16:00:00.000000',1);
INSERT INTO "card_window" VALUES(2,5,'2026-11-20 16:00:00.000000',1);
CREATE TABLE carried_row (
	revision_id INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	fact_id INTEGER NOT NULL, 
	following INTEGER NOT NULL, 
	PRIMARY KEY (revision_id, kind, fact_id), 
	CONSTRAINT carried_kind_known CHECK (kind IN ('order', 'complaint', 'survey', 'return')), 
	FOREIGN KEY(revision_id) REFERENCES month_revision (id)
);
INSERT INTO "carried_row" VALUES(1,'order',15,202602);
INSERT INTO "carried_row" VALUES(1,'order',17,202602);
INSERT INTO "carried_row" VALUES(1,'order',49,202602);
INSERT INTO "carried_row" VALUES(1,'order',28,202602);
INSERT INTO "carried_row" VALUES(1,'order',10,202602);
INSERT INTO "carried_row" VALUES(1,'complaint',15,202602);
INSERT INTO "carried_row" VALUES(1,'complaint',16,202602);
CREATE TABLE certificate (
	revision_id INTEGER NOT NULL, 
	period INTEGER NOT NULL, 
	manifest VARCHAR NOT NULL, 
	content_digest VARCHAR NOT NULL, 
	code VARCHAR NOT NULL, 
	calendar_version_id INTEGER, 
	previous_id INTEGER, 
	digest VARCHAR, 
	chain_code VARCHAR, 
	PRIMARY KEY (revision_id), 
	FOREIGN KEY(revision_id) REFERENCES month_revision (id), 
	FOREIGN KEY(calendar_version_id) REFERENCES calendar_version (id), 
	FOREIGN KEY(previous_id) REFERENCES certificate (revision_id)
);
INSERT INTO "certificate" VALUES(1,202601,'{"as_of":"2026-02-10T00:00:00+08:00","backfilled":true,"calendar":"509a400b3f9228fb9bd3157adf5d37b39a48193f92bbb32234e27bdafe906b81","month":"2026-01","relations":{"cards":{"digest":"56159ea203bf2847311a88ff011ee431168b1fc9087a1a4bcf632bab52d5cad7","rows":8},"charge_backs":{"digest":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","rows":0},"complaints":{"digest":"b3ea5a1e76936e01c1f4c1d5e56bc7da1f8bdc51130fb5ccd4a2e7391ef705ca","rows":8},"orders":{"digest":"1e8232a4115de37b97cd0df10a4d52afb79b3cfc5f1917e7423a64a664b58a87","rows":49},"results":{"digest":"d2d5a9ea8a1d541cea96919d0ba195812964a50abcea89137458592c8447ad4d","rows":92},"returns":{"digest":"ee6e6a79c96c3e63c27c3f06343c73fa28a787580e9d1001967c919f91591f48","rows":7},"roster":{"digest":"4d2df53b068b52de43e483ca1d252cac0b11468d04b610252c1e1d27a5d9e288","rows":9},"surveys":{"digest":"2d3cd29c4a0bbaecb20b94544ee6afd31b3fcfc57e4f18d264b74573482e7a43","rows":11}},"rules":1,"scheme":{"digest":"298066643eae9f593704a6fe2eabb685953fe657d6dc0a6b38c6c4bd13c41c2f","id":"aftersales-csi","version":7},"site":"S1","time_zone":"Asia/Shanghai"}','d2c2610d6a159982b14341b96ebbff8cdd8bf5899b12237a799e176ceb1dce1f','2LBG-CDLK-CWMY',1,NULL,'234dec6dfcd336845e0747a83896547ab8838107da68d0731bf772d9356dcdcc','ENG6-Y3P4-2M3I');
INSERT INTO "certificate" VALUES(2,202602,'{"as_of":"2026-11-20T09:00:00+08:00","backfilled":false,"calendar":"509a400b3f9228fb9bd3157adf5d37b39a48193f92bbb32234e27bdafe906b81","month":"2026-02","relations":{"cards":{"digest":"27c4a265c4e4699f28e742f5b70573e90d46b02ce581971c85b3105f83d2744f","rows":10},"charge_backs":{"digest":"8f0edab42612e2b69a0b53dbd764670491f0954276387b17f6b599c6a0400bf7","rows":1},"complaints":{"digest":"35a993e25d6d3b3e8450b0eecbb4e1b1a831fec918ee5831e9b705650494996b","rows":7},"orders":{"digest":"4250bfc226b6c9f1bdaa07013f86a92be8664f3ef911633a432831cdc23e2846","rows":51},"results":{"digest":"da22ca6fc97aec252e2917cdf0f9b28482aa924abe0c9357bb43c5c84600b7ba","rows":102},"returns":{"digest":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","rows":0},"roster":{"digest":"54a312b3cfda92ed13ffa9dbfd96bb4b3dc79bcaf2e56ff09803f323afc523be","rows":11},"surveys":{"digest":"232cc62d6a8b76b6400609edb64c86f540fcf1fc06a84f263e0d6b5a1e010979","rows":19}},"rules":1,"scheme":{"digest":"298066643eae9f593704a6fe2eabb685953fe657d6dc0a6b38c6c4bd13c41c2f","id":"aftersales-csi","version":7},"site":"S1","time_zone":"Asia/Shanghai"}','d06620a82cafd71423d26506053662eb675b064a16953bfa4c209f62956aab36','2BTC-BKBM-V7LR',1,NULL,NULL,NULL);
CREATE TABLE complaint (
	id INTEGER NOT NULL, 
	complaint_no VARCHAR NOT NULL, 
	received_at DATETIME NOT NULL, 
	customer_name VARCHAR, 
	customer_phone VARCHAR, 
	order_id INTEGER, 
	handler_id INTEGER, 
	against_id INTEGER, 
	category VARCHAR, 
	status VARCHAR NOT NULL, 
	status_reason VARCHAR, 
	reviewed_by_id INTEGER, 
	contact_due DATETIME NOT NULL, 
	plan_due DATETIME NOT NULL, 
	resolve_due DATETIME NOT NULL, 
	provisional BOOLEAN NOT NULL, 
	contacted_at DATETIME, 
	planned_at DATETIME, 
	resolved_at DATETIME, 
	next_due_at DATETIME, 
	period INTEGER NOT NULL, 
	late BOOLEAN NOT NULL, 
	version INTEGER NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	import_id INTEGER, 
	import_digest VARCHAR, 
	calendar_version_id INTEGER, 
	paused_until DATETIME, 
	paused_time BIGINT, 
	proposed_status VARCHAR, 
	PRIMARY KEY (id), 
	CONSTRAINT complaint_status_known CHECK (status IN ('valid', 'invalid')), 
	UNIQUE (complaint_no), 
	FOREIGN KEY(order_id) REFERENCES work_order (id), 
	FOREIGN KEY(handler_id) REFERENCES employee (id), 
	FOREIGN KEY(against_id) REFERENCES employee (id), 
	FOREIGN KEY(reviewed_by_id) REFERENCES employee (id), 
	FOREIGN KEY(import_id) REFERENCES import_batch (id)
);
INSERT INTO "complaint" VALUES(1,'C000004','2026-01-01 15:48:00.000000','王伟',NULL,NULL,5,NULL,'时效','invalid','恶意投诉',NULL,'2026-01-02 15:48:00.000000','2026-01-03 15:48:00.000000','2026-01-12 16:00:00.000000',0,'2026-01-01 16:48:00.000000','2026-01-03 15:48:01.000000','2026-01-12 15:59:59.000000',NULL,202601,0,1,'2026-11-20 01:00:00.000000',4,'d06ede72341f734539d83771d2bb52ed',1,NULL,NULL,NULL);
INSERT INTO "complaint" VALUES(2,'C000006','2026-01-25 19:12:00.000000','罗勇平',NULL,NULL,9,NULL,'质量','invalid','恶意投诉',NULL,'2026-01-26 19:12:00.000000','2026-01-27 19:12:00.000000','2026-02-04 16:00:00.000000',0,'2026-01-26 07:12:00.000000','2026-01-27 19:12:00.000000','2026-02-04 15:59:59.000000',NULL,202601,0,1,'2026-11-20 01:00:00.000000',4,'17305cc513a4d36d26766b94159bd048',1,NULL,NULL,NULL);
INSERT INTO "complaint" VALUES(3,'C000020','2026-01-17 02:45:00.000000','林霞磊',NULL,NULL,6,NULL,'质量','valid',NULL,NULL,'2026-01-18 02:45:00.000000','2026-01-19 02:45:00.000000','2026-01-27 16:00:00.000000',0,NULL,'2026-01-18 08:45:00.000000','2026-01-27 16:00:00.000000',NULL,202601,0,1,'2026-11-20 01:00:00.000000',4,'e61bdc0d58ab693341fb87e3fa3e3937',1,NULL,NULL,NULL);
INSERT INTO "complaint" VALUES(4,'C000027','2026-01-18 04:49:00.000000','刘超霞',NULL,NULL,5,NULL,'时效','valid',NULL,NULL,'2026-01-19 04:49:00.000000','2026-01-20 04:49:00.000000','2026-01-27 16:00:00.000000',0,'2026-01-18 05:49:00.000000','2026-01-20 04:49:00.000000','2026-01-21 04:49:00.000000',NULL,202601,0,1,'2026-11-20 01:00:00.000000',4,'686706afb64dc1e57d93af7a724aff76',1,NULL,NULL,NULL);
INSERT INTO "complaint" VALUES(5,'C000029','2026-01-14 02:21:00.000000','王明',NULL,NULL,6,NULL,'费用','valid',NULL,NULL,'2026-01-15 02:21:00.000000','2026-01-16 02:21:00.000000','2026-01-23 16:00:00.000000',0,'2026-01-14 23:21:00.000000','2026-01-15 08:21:00.000000','2026-01-23 15:59:59.000000',NULL,202601,0,1,'2026-11-20 01:00:00.000000',4,'cfbfd50aaba84483cc631947b2fb4ac6',1,NULL,NULL,NULL);
INSERT INTO "complaint" VALUES(6,'C000031','2026-01-27 17:51:00.000000','徐艳军',NULL,NULL,5,NULL,'费用','valid',NULL,NULL,'2026-01-28 17:51:00.000000','2026-01-29 17:51:00.000000','2026-02-06 16:00:00.000000',0,'2026-01-28 17:51:00.000000','2026-01-29 21:51:00.000000','2026-02-06 15:59:59.000000',NULL,202601,0,1,'2026-11-20 01:00:00.000000',4,'0a78aaf7662b5e85b1b9267600bf4c8b',1,NULL,NULL,NULL);
INSERT INTO "complaint" VALUES(7,'C000035','2025-12-31 16:00:00.000000','何洋磊',NULL,NULL,9,NULL,'费用','valid',NULL,NULL,'2026-01-01 16:00:00.000000','2026-01-02 16:00:00.000000','2026-01-12 16:00:00.000000',0,'2025-12-31 17:00:00.000000','2026-01-01 06:00:00.000000',NULL,'2026-01-12 16:00:00.000000',202601,0,1,'2026-11-20 01:00:00.000000',4,'ae29f4ba1f02e477ed2757d655e11253',1,NULL,NULL,NULL);
INSERT INTO "complaint" VALUES(8,'C000043','2026-01-25 16:13:00.000000','吴静',NULL,NULL,5,NULL,'质量','valid',NULL,NULL,'2026-01-26 16:13:00.000000','2026-01-27 16:13:00.000000','2026-02-04 16:00:00.000000',0,'2026-01-26 16:13:01.000000','2026-01-26 22:13:00.000000','2026-01-28 16:13:00.000000',NULL,202601,0,1,'2026-11-20 01:00:00.000000',4,'90d88d5969e586cf25eb8d32b2c9adae',1,NULL,NULL,NULL);
INSERT INTO "complaint" VALUES(9,'C000058','2026-01-31 22:11:00.000000','杨军军',NULL,NULL,5,NULL,'费用','invalid','恶意投诉',NULL,'2026-02-01 22:11:00.000000','2026-02-02 22:11:00.000000','2026-02-10 16:00:00.000000',0,'2026-02-01 05:11:00.000000','2026-02-01 06:11:00.000000','2026-02-10 16:00:00.000000',NULL,202602,0,1,'2026-11-20 01:00:00.000000',4,'c66de124aae732d033cdd39aa16275d6',1,NULL,NULL,NULL);
INSERT INTO "complaint" VALUES(10,'C000076','2026-02-15 12:25:00.000000','黄军秀',NULL,NULL,6,NULL,'时效','valid',NULL,NULL,'2026-02-16 12:25:00.000000','2026-02-17 12:25:00.000000','2026-03-03 16:00:00.000000',0,'2026-02-15 16:25:00.000000','2026-02-17 12:25:00.000000','2026-03-03 15:59:59.000000',NULL,202602,0,1,'2026-11-20 01:00:00.000000',4,'e0d1755746288645356142ae5a26e18c',1,NULL,NULL,NULL);
INSERT INTO "complaint" VALUES(11,'C000079','2026-02-18 19:57:00.000000','刘伟艳',NULL,NULL,5,NULL,'费用','valid',NULL,NULL,'2026-02-19 19:57:00.000000','2026-02-20 19:57:00.000000','2026-03-03 16:00:00.000000',0,'2026-02-19 19:57:00.000000','2026-02-20 19:57:01.000000','2026-02-27 19:57:00.000000',NULL,202602,0,1,'2026-11-20 01:00:00.000000',4,'c887124fafa64e7fc934a6d262107065',1,NULL,NULL,NULL);
INSERT INTO "complaint" VALUES(12,'C000083','2026-02-18 21:56:00.000000','郭娟',NULL,NULL,6,NULL,'质量','valid',NULL,NULL,'2026-02-19 21:56:00.000000','2026-02-20 21:56:00.000000','2026-03-03 16:00:00.000000',0,'2026-02-19 21:56:01.000000','2026-02-20 03:56:00.000000','2026-03-03 15:59:59.000000',NULL,202602,0,1,'2026-11-20 01:00:00.000000',4,'c5e006e8dc4d44c079ada9c45cad1c20',1,NULL,NULL,NULL);
INSERT INTO "complaint" VALUES(13,'C000101','2026-02-03 08:30:00.000000','林明秀',NULL,NULL,9,NULL,'时效','valid',NULL,NULL,'2026-02-04 08:30:00.000000','2026-02-05 08:30:00.000000','2026-02-12 16:00:00.000000',0,'2026-02-03 19:30:00.000000','2026-02-04 14:30:00.000000','2026-02-12 16:00:00.000000',NULL,202602,0,1,'2026-11-20 01:00:00.000000',4,'0f1aae0a7ce9e5cb450a4b3286d6ae78',1,NULL,NULL,NULL);
INSERT INTO "complaint" VALUES(14,'C000104','2026-02-18 19:07:00.000000','李芳静',NULL,NULL,9,NULL,'质量','valid',NULL,NULL,'2026-02-19 19:07:00.000000','2026-02-20 19:07:00.000000','2026-03-03 16:00:00.000000',0,'2026-02-19 19:07:00.000000','2026-02-20 01:07:00.000000','2026-03-03 16:00:00.000000',NULL,202602,0,1,'2026-11-20 01:00:00.000000',4,'398d39401cf35d89974aaffdf983ce60',1,NULL,NULL,NULL);
INSERT INTO "complaint" VALUES(15,'C000999','2026-01-30 07:00:00.000000','高娜',NULL,NULL,5,NULL,'时效','valid',NULL,NULL,'2026-01-31 07:00:00.000000','2026-02-01 07:00:00.000000','2026-02-10 16:00:00.000000',0,'2026-01-31 01:00:00.000000','2026-02-01 07:00:00.000000','2026-02-11 02:00:00.000000',NULL,202602,0,1,'2026-11-20 01:00:00.000000',4,'304645af34d6dc5fc08334095663ada6',1,NULL,NULL,NULL);
INSERT INTO "complaint" VALUES(16,'C001000','2026-01-30 07:00:00.000000','何军',NULL,NULL,5,NULL,'质量','valid',NULL,NULL,'2026-01-31 07:00:00.000000','2026-02-01 07:00:00.000000','2026-02-10 16:00:00.000000',0,'2026-01-31 07:00:00.000000','2026-02-01 07:00:00.000000','2026-02-10 15:59:59.000000',NULL,202602,0,1,'2026-11-20 01:00:00.000000',4,'330af018668a4178fe0d811149f6ffaa',1,NULL,NULL,NULL);
CREATE TABLE complaint_handover (
	id INTEGER NOT NULL, 
	complaint_id INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	from_id INTEGER NOT NULL, 
	to_id INTEGER NOT NULL, 
	reason VARCHAR, 
	recorded_by_id INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(complaint_id) REFERENCES complaint (id), 
	FOREIGN KEY(from_id) REFERENCES employee (id), 
	FOREIGN KEY(to_id) REFERENCES employee (id), 
	FOREIGN KEY(recorded_by_id) REFERENCES app_user (id)
);
CREATE TABLE complaint_pause (
	id INTEGER NOT NULL, 
	complaint_id INTEGER NOT NULL, 
	reason VARCHAR NOT NULL, 
	proof VARCHAR NOT NULL, 
	starts_at DATETIME NOT NULL, 
	ends_at DATETIME NOT NULL, 
	started_by_id INTEGER NOT NULL, 
	ended_by_id INTEGER, 
	PRIMARY KEY (id), 
	FOREIGN KEY(complaint_id) REFERENCES complaint (id), 
	FOREIGN KEY(started_by_id) REFERENCES app_user (id), 
	FOREIGN KEY(ended_by_id) REFERENCES app_user (id)
);
CREATE TABLE complaint_round (
	complaint_id INTEGER NOT NULL, 
	previous_id INTEGER NOT NULL, 
	first_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	reason VARCHAR NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	recorded_by_id INTEGER NOT NULL, 
	PRIMARY KEY (complaint_id), 
	UNIQUE (previous_id), 
	FOREIGN KEY(complaint_id) REFERENCES complaint (id), 
	FOREIGN KEY(previous_id) REFERENCES complaint (id), 
	FOREIGN KEY(first_id) REFERENCES complaint (id), 
	FOREIGN KEY(recorded_by_id) REFERENCES app_user (id)
);
CREATE TABLE conduct_record (
	id INTEGER NOT NULL, 
	on_date DATE NOT NULL, 
	period INTEGER NOT NULL, 
	employee_id INTEGER NOT NULL, 
	code VARCHAR NOT NULL, 
	points INTEGER, 
	note VARCHAR NOT NULL, 
	case_no VARCHAR NOT NULL, 
	at DATETIME NOT NULL, 
	user_id INTEGER NOT NULL, 
	account VARCHAR NOT NULL, 
	withdrawn_at DATETIME, 
	withdrawn_by_id INTEGER, 
	withdrawn_account VARCHAR, 
	withdrawn_reason VARCHAR, 
	PRIMARY KEY (id), 
	FOREIGN KEY(employee_id) REFERENCES employee (id), 
	FOREIGN KEY(user_id) REFERENCES app_user (id), 
	FOREIGN KEY(withdrawn_by_id) REFERENCES app_user (id)
);
CREATE TABLE employee (
	id INTEGER NOT NULL, 
	employee_no VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	joined_on DATE NOT NULL, 
	left_on DATE, 
	PRIMARY KEY (id), 
	UNIQUE (employee_no)
);
INSERT INTO "employee" VALUES(1,'S001','何丽','2020-01-01',NULL);
INSERT INTO "employee" VALUES(2,'E001','林涛','2020-03-01',NULL);
INSERT INTO "employee" VALUES(3,'E002','罗敏','2020-03-01',NULL);
INSERT INTO "employee" VALUES(4,'E003','周静勇','2020-03-01',NULL);
INSERT INTO "employee" VALUES(5,'E004','张洋','2020-03-01',NULL);
INSERT INTO "employee" VALUES(6,'E005','杨霞','2020-03-01',NULL);
INSERT INTO "employee" VALUES(7,'E007','李明','2020-03-01',NULL);
INSERT INTO "employee" VALUES(8,'E008','孙华明','2020-03-01','2026-02-20');
INSERT INTO "employee" VALUES(9,'E009','黄涛秀','2020-03-01',NULL);
INSERT INTO "employee" VALUES(10,'E006','徐秀磊','2026-02-15','2026-02-20');
INSERT INTO "employee" VALUES(11,'E010','孙艳英','2026-02-15',NULL);
CREATE TABLE exclusion (
	id INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	fact_id INTEGER NOT NULL, 
	reason VARCHAR NOT NULL, 
	evidence VARCHAR NOT NULL, 
	at DATETIME NOT NULL, 
	user_id INTEGER NOT NULL, 
	account VARCHAR NOT NULL, 
	restored_at DATETIME, 
	restored_by_id INTEGER, 
	restored_account VARCHAR, 
	restored_reason VARCHAR, 
	PRIMARY KEY (id), 
	CONSTRAINT exclusion_kind_known CHECK (kind IN ('order', 'times', 'return', 'survey', 'complaint')), 
	FOREIGN KEY(user_id) REFERENCES app_user (id), 
	FOREIGN KEY(restored_by_id) REFERENCES app_user (id)
);
CREATE TABLE import_batch (
	id INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	file_name VARCHAR NOT NULL, 
	file_digest VARCHAR NOT NULL, 
	imported_at DATETIME NOT NULL, 
	user_id INTEGER NOT NULL, 
	accepted INTEGER NOT NULL, 
	skipped INTEGER NOT NULL, 
	rejected INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(user_id) REFERENCES app_user (id)
);
INSERT INTO "import_batch" VALUES(1,'employees','employees.csv','6de23716f6cd9ad21de997598723f71cee191fb75844e87f1f80b5b7da5b63b4','2026-11-20 01:00:00.000000',1,11,0,0);
INSERT INTO "import_batch" VALUES(2,'orders','orders.csv','6b63733a2d16711094b7112751fe05fedaed3a6340e8f0a573d4a12c52246435','2026-11-20 01:00:00.000000',1,110,0,0);
INSERT INTO "import_batch" VALUES(3,'surveys','surveys.csv','4f5a726825b66e9cc1f30bf9afbe7a010526303d8a179e221390f71c0d4632c0','2026-11-20 01:00:00.000000',1,37,0,0);
INSERT INTO "import_batch" VALUES(4,'complaints','complaints.csv','bec804b0547c7eefb8e3174f3d5d0dc1703da51bab843948f2211bd9b20cac1f','2026-11-20 01:00:00.000000',1,16,0,0);
CREATE TABLE measure_figure (
	id INTEGER NOT NULL, 
	period INTEGER NOT NULL, 
	employee_id INTEGER, 
	team VARCHAR, 
	measure VARCHAR NOT NULL, 
	numerator BIGINT NOT NULL, 
	denominator BIGINT NOT NULL, 
	n INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	user_id INTEGER NOT NULL, 
	account VARCHAR NOT NULL, 
	import_id INTEGER, 
	replaced_at DATETIME, 
	replaced_by_id INTEGER, 
	replaced_account VARCHAR, 
	replaced_reason VARCHAR, 
	PRIMARY KEY (id), 
	FOREIGN KEY(employee_id) REFERENCES employee (id), 
	FOREIGN KEY(user_id) REFERENCES app_user (id), 
	FOREIGN KEY(import_id) REFERENCES import_batch (id), 
	FOREIGN KEY(replaced_by_id) REFERENCES app_user (id)
);
CREATE TABLE milestone_event (
	id INTEGER NOT NULL, 
	complaint_id INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	happened_at DATETIME, 
	recorded_at DATETIME NOT NULL, 
	recorded_by_id INTEGER NOT NULL, 
	note VARCHAR, 
	corrects_id INTEGER, 
	PRIMARY KEY (id), 
	CONSTRAINT milestone_kind_known CHECK (kind IN ('contacted', 'planned', 'resolved')), 
	FOREIGN KEY(complaint_id) REFERENCES complaint (id), 
	FOREIGN KEY(recorded_by_id) REFERENCES app_user (id), 
	FOREIGN KEY(corrects_id) REFERENCES milestone_event (id)
);
INSERT INTO "milestone_event" VALUES(1,1,'contacted','2026-01-01 16:48:00.000000','2026-11-20 01:00:00.000000',1,NULL,NULL);
INSERT INTO "milestone_event" VALUES(2,1,'planned','2026-01-03 15:48:01.000000','2026-11-20 01:00:00.000000',1,NULL,NULL);
INSERT INTO "milestone_event" VALUES(3,1,'resolved','2026-01-12 15:59:59.000000','2026-11-20 01:00:00.000000',1,NULL,NULL);
INSERT INTO "milestone_event" VALUES(4,2,'contacted','2026-01-26 07:12:00.000000','2026-11-20 01:00:00.000000',1,NULL,NULL);
INSERT INTO "milestone_event" VALUES(5,2,'planned','2026-01-27 19:12:00.000000','2026-11-20 01:00:00.000000',1,NULL,NULL);
INSERT INTO "milestone_event" VALUES(6,2,'resolved','2026-02-04 15:59:59.000000','2026-11-20 01:00:00.000000',1,NULL,NULL);
INSERT INTO "milestone_event" VALUES(7,3,'planned','2026-01-18 08:45:00.000000','2026-11-20 01:00:00.000000',1,NULL,NULL);
INSERT INTO "milestone_event" VALUES(8,3,'resolved','2026-01-27 16:00:00.000000','2026-11-20 01:00:00.000000',1,NULL,NULL);
INSERT INTO "milestone_event" VALUES(9,4,'contacted','2026-01-18 05:49:00.000000','2026-11-20 01:00:00.000000',1,NULL,NULL);
INSERT INTO "milestone_event" VALUES(10,4,'planned','2026-01-20 04:49:00.000000','2026-11-20 01:00:00.000000',1,NULL,NULL);
INSERT INTO "milestone_event" VALUES(11,4,'resolved','2026-01-21 04:49:00.000000','2026-11-20 01:00:00.000000',1,NULL,NULL);
INSERT INTO "milestone_event" VALUES(12,5,'contacted','2026-01-14 23:21:00.000000','2026-11-20 01:00:00.000000',1,NULL,NULL);
INSERT INTO "milestone_event" VALUES(13,5,'planned','2026-01-15 08:21:00.000000','2026-11-20 01:00:00.000000',1,NULL,NULL);
INSERT INTO "milestone_event" VALUES(14,5,'resolved','2026-01-23 15:59:59.000000','2026-11-20 01:00:00.000000',1,NULL,NULL);
INSERT INTO "milestone_event" VALUES(15,6,'contacted','2026-01-28 17:51:00.000000','2026-11-20 01:00:00.000000',1,NULL,NULL);
INSERT INTO "milestone_event" VALUES(16,6,'planned','2026-01-29 21:51:00.000000','2026-11-20 01:00:00.000000',1,NULL,NULL);
INSERT INTO "milestone_event" VALUES(17,6,'resolved','2026-02-06 15:59:59.000000','2026-11-20 01:00:00.000000',1,NULL,NULL);
INSERT INTO "milestone_event" VALUES(18,7,'contacted','2025-12-31 17:00:00.000000','2026-11-20 01:00:00.000000',1,NULL,NULL);
INSERT INTO "milestone_event" VALUES(19,7,'planned','2026-01-01 06:00:00.000000','2026-11-20 01:00:00.000000',1,NULL,NULL);
INSERT INTO "milestone_event" VALUES(20,8,'contacted','2026-01-26 16:13:01.000000','2026-11-20 01:00:00.000000',1,NULL,NULL);
INSERT INTO "milestone_event" VALUES(21,8,'planned','2026-01-26 22:13:00.000000','2026-11-20 01:00:00.000000',1,NULL,NULL);
INSERT INTO "milestone_event" VALUES(22,8,'resolved','2026-01-28 16:13:00.000000','2026-11-20 01:00:00.000000',1,NULL,NULL);
INSERT INTO "milestone_event" VALUES(23,9,'contacted','2026-02-01 05:11:00.000000','2026-11-20 01:00:00.000000',1,NULL,NULL);
INSERT INTO "milestone_event" VALUES(24,9,'planned','2026-02-01 06:11:00.000000','2026-11-20 01:00:00.000000',1,NULL,NULL);
INSERT INTO "milestone_event" VALUES(25,9,'resolved','2026-02-10 16:00:00.000000','2026-11-20 01:00:00.000000',1,NULL,NULL);
INSERT INTO "milestone_event" VALUES(26,10,'contacted','2026-02-15 16:25:00.000000','2026-11-20 01:00:00.000000',1,NULL,NULL);
INSERT INTO "milestone_event" VALUES(27,10,'planned','2026-02-17 12:25:00.000000','2026-11-20 01:00:00.000000',1,NULL,NULL);
INSERT INTO "milestone_event" VALUES(28,10,'resolved','2026-03-03 15:59:59.000000','2026-11-20 01:00:00.000000',1,NULL,NULL);
INSERT INTO "milestone_event" VALUES(29,11,'contacted','2026-02-19 19:57:00.000000','2026-11-20 01:00:00.000000',1,NULL,NULL);
INSERT INTO "milestone_event" VALUES(30,11,'planned','2026-02-20 19:57:01.000000','2026-11-20 01:00:00.000000',1,NULL,NULL);
INSERT INTO "milestone_event" VALUES(31,11,'resolved','2026-02-27 19:57:00.000000','2026-11-20 01:00:00.000000',1,NULL,NULL);
INSERT INTO "milestone_event" VALUES(32,12,'contacted','2026-02-19 21:56:01.000000','2026-11-20 01:00:00.000000',1,NULL,NULL);
INSERT INTO "milestone_event" VALUES(33,12,'planned','2026-02-20 03:56:00.000000','2026-11-20 01:00:00.000000',1,NULL,NULL);
INSERT INTO "milestone_event" VALUES(34,12,'resolved','2026-03-03 15:59:59.000000','2026-11-20 01:00:00.000000',1,NULL,NULL);
INSERT INTO "milestone_event" VALUES(35,13,'contacted','2026-02-03 19:30:00.000000','2026-11-20 01:00:00.000000',1,NULL,NULL);
INSERT INTO "milestone_event" VALUES(36,13,'planned','2026-02-04 14:30:00.000000','2026-11-20 01:00:00.000000',1,NULL,NULL);
INSERT INTO "milestone_event" VALUES(37,13,'resolved','2026-02-12 16:00:00.000000','2026-11-20 01:00:00.000000',1,NULL,NULL);
INSERT INTO "milestone_event" VALUES(38,14,'contacted','2026-02-19 19:07:00.000000','2026-11-20 01:00:00.000000',1,NULL,NULL);
INSERT INTO "milestone_event" VALUES(39,14,'planned','2026-02-20 01:07:00.000000','2026-11-20 01:00:00.000000',1,NULL,NULL);
INSERT INTO "milestone_event" VALUES(40,14,'resolved','2026-03-03 16:00:00.000000','2026-11-20 01:00:00.000000',1,NULL,NULL);
INSERT INTO "milestone_event" VALUES(41,15,'contacted','2026-01-31 01:00:00.000000','2026-11-20 01:00:00.000000',1,NULL,NULL);
INSERT INTO "milestone_event" VALUES(42,15,'planned','2026-02-01 07:00:00.000000','2026-11-20 01:00:00.000000',1,NULL,NULL);
INSERT INTO "milestone_event" VALUES(43,15,'resolved','2026-02-11 02:00:00.000000','2026-11-20 01:00:00.000000',1,NULL,NULL);
INSERT INTO "milestone_event" VALUES(44,16,'contacted','2026-01-31 07:00:00.000000','2026-11-20 01:00:00.000000',1,NULL,NULL);
INSERT INTO "milestone_event" VALUES(45,16,'planned','2026-02-01 07:00:00.000000','2026-11-20 01:00:00.000000',1,NULL,NULL);
INSERT INTO "milestone_event" VALUES(46,16,'resolved','2026-02-10 15:59:59.000000','2026-11-20 01:00:00.000000',1,NULL,NULL);
CREATE TABLE month (
	period INTEGER NOT NULL, 
	state VARCHAR NOT NULL, 
	revision_id INTEGER, 
	version INTEGER NOT NULL, 
	PRIMARY KEY (period), 
	CONSTRAINT month_state_known CHECK (state IN ('open', 'computed', 'published', 'frozen')), 
	FOREIGN KEY(revision_id) REFERENCES month_revision (id)
);
INSERT INTO "month" VALUES(202601,'frozen',1,1);
INSERT INTO "month" VALUES(202602,'published',2,1);
CREATE TABLE month_revision (
	id INTEGER NOT NULL, 
	period INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	state VARCHAR NOT NULL, 
	scheme_version_id INTEGER NOT NULL, 
	as_of DATETIME NOT NULL, 
	computed_at DATETIME NOT NULL, 
	computed_by_id INTEGER NOT NULL, 
	published_at DATETIME, 
	published_by_id INTEGER, 
	window_ends_at DATETIME, 
	frozen_at DATETIME, 
	frozen_by_id INTEGER, 
	backfilled BOOLEAN NOT NULL, 
	rules_version INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT revision_state_known CHECK (state IN ('open', 'computed', 'published', 'frozen')), 
	UNIQUE (period, number), 
	FOREIGN KEY(scheme_version_id) REFERENCES scheme_version (id), 
	FOREIGN KEY(computed_by_id) REFERENCES app_user (id), 
	FOREIGN KEY(published_by_id) REFERENCES app_user (id), 
	FOREIGN KEY(frozen_by_id) REFERENCES app_user (id)
);
INSERT INTO "month_revision" VALUES(1,202601,1,'frozen',1,'2026-02-09 16:00:00.000000','2026-11-20 01:00:00.000000',1,NULL,NULL,NULL,'2026-11-20 01:00:00.000000',1,1,1);
INSERT INTO "month_revision" VALUES(2,202602,1,'published',1,'2026-11-20 01:00:00.000000','2026-11-20 01:00:00.000000',1,'2026-11-20 01:00:00.000000',1,'2026-11-20 16:00:00.000000',NULL,NULL,0,1);
CREATE TABLE month_seal (
	revision_id INTEGER NOT NULL, 
	relation VARCHAR NOT NULL, 
	columns VARCHAR NOT NULL, 
	rows INTEGER NOT NULL, 
	digest VARCHAR NOT NULL, 
	places VARCHAR NOT NULL, 
	PRIMARY KEY (revision_id, relation), 
	FOREIGN KEY(revision_id) REFERENCES month_revision (id)
);
INSERT INTO "month_seal" VALUES(1,'revision','id,period,number,state,scheme_version_id,as_of,computed_at,computed_by_id,published_at,published_by_id,window_ends_at,frozen_at,frozen_by_id,backfilled,rules_version',1,'2f66ccfe3d910d9c067fbba013fd28c65ea96c94d4d0db00034e5192923c09bc','[16, [[0, "48a86463ece1c1da"]], [[1, "48a86463ece1c1da"]]]');
INSERT INTO "month_seal" VALUES(1,'scheme','id,scheme_id,version,digest,body',1,'63a5289c98cc190e5709587146ddfe2189e5ccdee0e0fb22bd967e8d5ef0f0cd','[16, [[0, "deb630d8defe78a9"]], [[1, "deb630d8defe78a9"]]]');
INSERT INTO "month_seal" VALUES(1,'person','revision_id,employee_id,role,team,supervisor_id',9,'3de8d5a8a7e21df4ac8bc0ce6fee36e836f64c0562f3243ae1c870cc31e4b0d9','[16, [[0, "ef460e3a41977dde"]], [[1, "05f372aaa9bd714f"], [2, "e2ccf1c0903e990a"], [3, "6429e18238d99da1"], [4, "4a0b0134f1c9752c"], [5, "7e3552615d6cc115"], [6, "35bd8c51e0b28041"], [7, "0fae2a593d3ef637"], [8, "b46a931dee77ec0c"], [9, "d6170a92df932679"]]]');
INSERT INTO "month_seal" VALUES(1,'order','revision_id,order_id,agent_id,technician_id,parts_id,is_return,outcome,contact_time,arrival_time,by_appointment,parts_issue,parts_impact',49,'f941f94df2a2a8d7b14c1cddb300030ec5f78647967cd25f7e13c2895b879f02','[16, [[0, "16af068db27bb9cc"], [1, "40f7f711ccb53072"], [2, "544404f4619f5f2c"], [3, "eec87ff693becdb6"], [4, "c07dd78fd2b774d4"], [6, "63218558f758a637"]], [[0, "c3b1df313a373b9f"], [1, "5a4f241ba4d0d4d5"], [2, "185b1edc39b56f22"], [3, "3900b084692393ab"], [4, "a9d3a1d79519906b"], [5, "e184ac4d158696d4"], [6, "4d4d9d670d3a1fc3"], [7, "aae6e2070db5cd49"], [8, "322c9ecca12327b7"], [9, "5a6c58ab7a8bd991"], [10, "e5a7341e65db9eb3"], [11, "d9f22186bb3131fd"], [12, "3c4cb67875101f98"], [13, "e6765729bd48cc9d"], [14, "d298936a143b2152"], [15, "04665e053e40ad0e"]]]');
INSERT INTO "month_seal" VALUES(1,'return','revision_id,return_id,order_id,severity,impact',7,'e9710f80c7b48c0fee3dfc1551664222d1de391e3382a47d46af3bebe24fb5db','[16, [[0, "2f9eb4eb9850cf36"], [1, "df842cffe72f623d"], [2, "a771c9c01e6cfb3b"], [4, "aa44147cb5631fd5"], [6, "9e18fdd3ef2eecdd"]], [[1, "df842cffe72f623d"], [4, "9e18fdd3ef2eecdd"], [7, "1e406c7751a9517b"], [12, "b0ea20567ce239b3"], [13, "8c0125761e144310"]]]');
INSERT INTO "month_seal" VALUES(1,'charge_back','revision_id,return_id,order_id,agent_id,technician_id,parts_id,outcome,severity,impact',0,'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855','[16, [], []]');
INSERT INTO "month_seal" VALUES(1,'survey','revision_id,survey_id,agent_id,technician_id,parts_id,attitude,response,quality,parts,cost',11,'bdf27641458a04e18d91988852581176c52156b69fa65b357470c878d77357a2','[16, [[0, "3b544164f767aeb6"], [1, "c7f4c2eb6c8e42b9"], [2, "e2cd9d33e49d410d"]], [[1, "46478d3d8816b203"], [2, "ec3ff300e5bb13e4"], [3, "e2cd9d33e49d410d"], [5, "e79e622c8a24d03e"], [8, "b0a2e31382233826"], [9, "44d850f6b83db981"], [10, "520e1b035733376d"], [11, "ab98058459843514"], [12, "1e1b7331365436d1"], [14, "a2b141cd7e9d28d9"]]]');
INSERT INTO "month_seal" VALUES(1,'complaint','revision_id,complaint_id,handler_id,agent_id,technician_id,parts_id,in_time',8,'b21cb75cd119431540e35e2a28b0b2f512611b42abeb9626100d9fe58a64592d','[16, [[0, "d401a50422617f98"], [1, "839cc3676e9667c6"]], [[0, "839cc3676e9667c6"], [3, "98cc77b7e20875b0"], [4, "22bd1b1e6af758f8"], [5, "18cbcbb371d58214"], [6, "dd64b2e664d4b929"], [7, "bc13dd090f3625d7"], [8, "1a8cbdf77ff1e3aa"], [15, "0d40d006cf58af90"]]]');
INSERT INTO "month_seal" VALUES(1,'exclusion','revision_id,kind,fact_id',0,'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855','[16, [], []]');
INSERT INTO "month_seal" VALUES(1,'adjustment','revision_id,adjustment_id,employee_id,line,points',0,'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855','[16, [], []]');
INSERT INTO "month_seal" VALUES(1,'result','revision_id,employee_id,measure,numerator,denominator,n',92,'3611154489d5d4b24daafc5bd51b7de9454778f23f66a3622eded48ed7525721','[16, [[0, "a28424a93b32048a"]], [[2, "f938ccde644bf664"], [3, "45ebc18df92193b3"], [4, "448e94096700eed3"], [5, "cd0c6010f22bf4b2"], [6, "aeef618d3a5cd450"], [7, "a0a7612733b9711e"], [8, "7303e6261da38726"], [9, "ede8e9f9e04f61c7"], [10, "560fbe0a44d8c42b"], [11, "51796c9c83a2fcb8"]]]');
INSERT INTO "month_seal" VALUES(1,'card','revision_id,employee_id,position,role,team,total,rank,body',8,'3e882161d90f21e17eeef208efa89e16101c2586e5f45920a99c9c81ef4e8152','[16, [[0, "ec2915755a4de53a"]], [[2, "82f6951a0ee77f5c"], [3, "bac6a0198968eaf8"], [4, "2916b601860d0a53"], [5, "a6ac8710deb98f15"], [6, "c40d348f5b118d55"], [7, "30d723fffcda6b35"], [8, "5da5f559e0ee57ff"], [9, "f2dcf34ec2534447"]]]');
INSERT INTO "month_seal" VALUES(1,'entered','revision_id,entry_kind,entry_id,employee_id,team,name,numerator,denominator,n',0,'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855','[16, [], []]');
INSERT INTO "month_seal" VALUES(1,'team_result','revision_id,team,measure,position,numerator,denominator,n',0,'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855','[16, [], []]');
INSERT INTO "month_seal" VALUES(1,'team_card','revision_id,position,team,total,rank,grade,body',0,'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855','[16, [], []]');
CREATE TABLE month_step (
	id INTEGER NOT NULL, 
	period INTEGER NOT NULL, 
	step VARCHAR NOT NULL, 
	at DATETIME NOT NULL, 
	user_id INTEGER NOT NULL, 
	account VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	revision_id INTEGER, 
	PRIMARY KEY (id), 
	CONSTRAINT month_step_known CHECK (step IN ('computed', 'published', 'reopened', 'frozen', 'backfilled', 'corrected')), 
	FOREIGN KEY(user_id) REFERENCES app_user (id), 
	FOREIGN KEY(revision_id) REFERENCES month_revision (id)
);
INSERT INTO "month_step" VALUES(1,202601,'backfilled','2026-11-20 01:00:00.000000',1,'root','',1);
INSERT INTO "month_step" VALUES(2,202602,'computed','2026-11-20 01:00:00.000000',1,'root','',2);
INSERT INTO "month_step" VALUES(3,202602,'published','2026-11-20 01:00:00.000000',1,'root','',2);
CREATE TABLE pay_input (
	id INTEGER NOT NULL, 
	period INTEGER NOT NULL, 
	employee_id INTEGER, 
	name VARCHAR NOT NULL, 
	amount BIGINT NOT NULL, 
	at DATETIME NOT NULL, 
	user_id INTEGER NOT NULL, 
	account VARCHAR NOT NULL, 
	import_id INTEGER, 
	replaced_at DATETIME, 
	replaced_by_id INTEGER, 
	replaced_account VARCHAR, 
	replaced_reason VARCHAR, 
	PRIMARY KEY (id), 
	FOREIGN KEY(employee_id) REFERENCES employee (id), 
	FOREIGN KEY(user_id) REFERENCES app_user (id), 
	FOREIGN KEY(import_id) REFERENCES import_batch (id), 
	FOREIGN KEY(replaced_by_id) REFERENCES app_user (id)
);
CREATE TABLE pay_settlement (
	id INTEGER NOT NULL, 
	period INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	revision_id INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	user_id INTEGER NOT NULL, 
	account VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (period, number), 
	FOREIGN KEY(revision_id) REFERENCES month_revision (id), 
	FOREIGN KEY(user_id) REFERENCES app_user (id)
);
CREATE TABLE pay_sheet (
	settlement_id INTEGER NOT NULL, 
	employee_id INTEGER NOT NULL, 
	total BIGINT NOT NULL, 
	body VARCHAR NOT NULL, 
	PRIMARY KEY (settlement_id, employee_id), 
	FOREIGN KEY(settlement_id) REFERENCES pay_settlement (id), 
	FOREIGN KEY(employee_id) REFERENCES employee (id)
);
CREATE TABLE rating (
	id INTEGER NOT NULL, 
	on_date DATE NOT NULL, 
	period INTEGER NOT NULL, 
	employee_id INTEGER NOT NULL, 
	item VARCHAR NOT NULL, 
	score INTEGER NOT NULL, 
	rated_by_id INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	user_id INTEGER NOT NULL, 
	account VARCHAR NOT NULL, 
	import_id INTEGER, 
	withdrawn_at DATETIME, 
	withdrawn_by_id INTEGER, 
	withdrawn_account VARCHAR, 
	withdrawn_reason VARCHAR, 
	PRIMARY KEY (id), 
	FOREIGN KEY(employee_id) REFERENCES employee (id), 
	FOREIGN KEY(rated_by_id) REFERENCES employee (id), 
	FOREIGN KEY(user_id) REFERENCES app_user (id), 
	FOREIGN KEY(import_id) REFERENCES import_batch (id), 
	FOREIGN KEY(withdrawn_by_id) REFERENCES app_user (id)
);
CREATE TABLE result (
	revision_id INTEGER NOT NULL, 
	employee_id INTEGER NOT NULL, 
	measure VARCHAR NOT NULL, 
	numerator BIGINT NOT NULL, 
	denominator BIGINT NOT NULL, 
	n INTEGER NOT NULL, 
	PRIMARY KEY (revision_id, employee_id, measure), 
	FOREIGN KEY(revision_id) REFERENCES month_revision (id), 
	FOREIGN KEY(employee_id) REFERENCES employee (id)
);
INSERT INTO "result" VALUES(1,2,'attitude/3',2,1,2);
INSERT INTO "result" VALUES(1,2,'attitude/4',1,1,1);
INSERT INTO "result" VALUES(1,2,'attitude/5',1,1,1);
INSERT INTO "result" VALUES(1,2,'cost/4',2,1,2);
INSERT INTO "result" VALUES(1,2,'cost/5',1,1,1);
INSERT INTO "result" VALUES(1,2,'first_time_fix/achieved',8,1,9);
INSERT INTO "result" VALUES(1,2,'parts/deductions',0,1,6);
INSERT INTO "result" VALUES(1,2,'quality/deductions',50,1,9);
INSERT INTO "result" VALUES(1,2,'response/arrival.on_time',6,1,8);
INSERT INTO "result" VALUES(1,2,'response/arrival.time',386820000000,60000000,8);
INSERT INTO "result" VALUES(1,2,'satisfaction/surveys',4,1,4);
INSERT INTO "result" VALUES(1,3,'attitude/4',1,1,1);
INSERT INTO "result" VALUES(1,3,'attitude/5',1,1,1);
INSERT INTO "result" VALUES(1,3,'cost/3',1,1,1);
INSERT INTO "result" VALUES(1,3,'cost/4',1,1,1);
INSERT INTO "result" VALUES(1,3,'first_time_fix/achieved',6,1,8);
INSERT INTO "result" VALUES(1,3,'parts/deductions',30,1,6);
INSERT INTO "result" VALUES(1,3,'quality/deductions',100,1,8);
INSERT INTO "result" VALUES(1,3,'response/arrival.on_time',4,1,8);
INSERT INTO "result" VALUES(1,3,'response/arrival.time',711780000000,60000000,8);
INSERT INTO "result" VALUES(1,3,'satisfaction/surveys',2,1,2);
INSERT INTO "result" VALUES(1,4,'cost/3',1,1,1);
INSERT INTO "result" VALUES(1,4,'cost/4',1,1,1);
INSERT INTO "result" VALUES(1,4,'first_time_fix/achieved',11,1,13);
INSERT INTO "result" VALUES(1,4,'parts/deductions',45,1,14);
INSERT INTO "result" VALUES(1,4,'quality/deductions',150,1,13);
INSERT INTO "result" VALUES(1,4,'satisfaction/surveys',2,1,2);
INSERT INTO "result" VALUES(1,5,'complaint_timeliness/achieved',1,1,3);
INSERT INTO "result" VALUES(1,6,'attitude/3',2,1,2);
INSERT INTO "result" VALUES(1,6,'attitude/4',1,1,1);
INSERT INTO "result" VALUES(1,6,'attitude/5',2,1,2);
INSERT INTO "result" VALUES(1,6,'complaint_timeliness/achieved',1,1,2);
INSERT INTO "result" VALUES(1,6,'cost/3',1,1,1);
INSERT INTO "result" VALUES(1,6,'cost/4',2,1,2);
INSERT INTO "result" VALUES(1,6,'cost/5',1,1,1);
INSERT INTO "result" VALUES(1,6,'first_time_fix/achieved',12,1,17);
INSERT INTO "result" VALUES(1,6,'parts/deductions',195,1,13);
INSERT INTO "result" VALUES(1,6,'quality/deductions',300,1,17);
INSERT INTO "result" VALUES(1,6,'response/arrival.on_time',1,1,2);
INSERT INTO "result" VALUES(1,6,'response/arrival.time',86460000000,60000000,2);
INSERT INTO "result" VALUES(1,6,'response/contact.on_time',11,1,21);
INSERT INTO "result" VALUES(1,6,'response/contact.time',167280000000,60000000,21);
INSERT INTO "result" VALUES(1,6,'satisfaction/surveys',5,1,5);
INSERT INTO "result" VALUES(1,7,'cost/3',1,1,1);
INSERT INTO "result" VALUES(1,7,'cost/4',2,1,2);
INSERT INTO "result" VALUES(1,7,'cost/5',3,1,3);
INSERT INTO "result" VALUES(1,7,'first_time_fix/achieved',10,1,14);
INSERT INTO "result" VALUES(1,7,'parts/deductions',200,1,17);
INSERT INTO "result" VALUES(1,7,'quality/deductions',150,1,14);
INSERT INTO "result" VALUES(1,7,'satisfaction/surveys',6,1,6);
INSERT INTO "result" VALUES(1,8,'attitude/5',2,1,2);
INSERT INTO "result" VALUES(1,8,'cost/3',1,1,1);
INSERT INTO "result" VALUES(1,8,'cost/5',1,1,1);
INSERT INTO "result" VALUES(1,8,'first_time_fix/achieved',5,1,8);
INSERT INTO "result" VALUES(1,8,'parts/deductions',45,1,5);
INSERT INTO "result" VALUES(1,8,'quality/deductions',50,1,8);
INSERT INTO "result" VALUES(1,8,'response/arrival.on_time',6,1,9);
INSERT INTO "result" VALUES(1,8,'response/arrival.time',730680000000,60000000,9);
INSERT INTO "result" VALUES(1,8,'satisfaction/surveys',2,1,2);
INSERT INTO "result" VALUES(1,9,'attitude/1',1,1,1);
INSERT INTO "result" VALUES(1,9,'attitude/4',2,1,2);
INSERT INTO "result" VALUES(1,9,'attitude/5',3,1,3);
INSERT INTO "result" VALUES(1,9,'complaint_timeliness/achieved',0,1,1);
INSERT INTO "result" VALUES(1,9,'cost/3',2,1,2);
INSERT INTO "result" VALUES(1,9,'cost/4',2,1,2);
INSERT INTO "result" VALUES(1,9,'cost/5',2,1,2);
INSERT INTO "result" VALUES(1,9,'first_time_fix/achieved',19,1,23);
INSERT INTO "result" VALUES(1,9,'parts/deductions',50,1,18);
INSERT INTO "result" VALUES(1,9,'quality/deductions',50,1,23);
INSERT INTO "result" VALUES(1,9,'response/arrival.on_time',1,1,1);
INSERT INTO "result" VALUES(1,9,'response/arrival.time',0,60000000,1);
INSERT INTO "result" VALUES(1,9,'response/contact.on_time',12,1,26);
INSERT INTO "result" VALUES(1,9,'response/contact.time',168180000000,60000000,26);
INSERT INTO "result" VALUES(1,9,'satisfaction/surveys',6,1,6);
INSERT INTO "result" VALUES(1,10,'attitude/4',1,1,1);
INSERT INTO "result" VALUES(1,10,'attitude/5',1,1,1);
INSERT INTO "result" VALUES(1,10,'cost/4',1,1,1);
INSERT INTO "result" VALUES(1,10,'cost/5',1,1,1);
INSERT INTO "result" VALUES(1,10,'first_time_fix/achieved',6,1,7);
INSERT INTO "result" VALUES(1,10,'parts/deductions',50,1,8);
INSERT INTO "result" VALUES(1,10,'quality/deductions',0,1,7);
INSERT INTO "result" VALUES(1,10,'response/arrival.on_time',6,1,6);
INSERT INTO "result" VALUES(1,10,'response/arrival.time',302520000000,60000000,6);
INSERT INTO "result" VALUES(1,10,'satisfaction/surveys',2,1,2);
INSERT INTO "result" VALUES(1,11,'attitude/1',1,1,1);
INSERT INTO "result" VALUES(1,11,'cost/3',1,1,1);
INSERT INTO "result" VALUES(1,11,'first_time_fix/achieved',5,1,6);
INSERT INTO "result" VALUES(1,11,'parts/deductions',75,1,4);
INSERT INTO "result" VALUES(1,11,'quality/deductions',50,1,6);
INSERT INTO "result" VALUES(1,11,'response/arrival.on_time',2,1,6);
INSERT INTO "result" VALUES(1,11,'response/arrival.time',546720000000,60000000,6);
INSERT INTO "result" VALUES(1,11,'satisfaction/surveys',1,1,1);
INSERT INTO "result" VALUES(2,2,'attitude/5',2,1,2);
INSERT INTO "result" VALUES(2,2,'cost/2',1,1,1);
INSERT INTO "result" VALUES(2,2,'cost/4',2,1,2);
INSERT INTO "result" VALUES(2,2,'first_time_fix/achieved',7,1,8);
INSERT INTO "result" VALUES(2,2,'parts/deductions',0,1,5);
INSERT INTO "result" VALUES(2,2,'quality/deductions',0,1,8);
INSERT INTO "result" VALUES(2,2,'response/arrival.on_time',5,1,6);
INSERT INTO "result" VALUES(2,2,'response/arrival.time',217920000000,60000000,6);
INSERT INTO "result" VALUES(2,2,'satisfaction/surveys',4,1,4);
INSERT INTO "result" VALUES(2,3,'attitude/4',1,1,1);
INSERT INTO "result" VALUES(2,3,'attitude/5',1,1,1);
INSERT INTO "result" VALUES(2,3,'cost/1',1,1,1);
INSERT INTO "result" VALUES(2,3,'cost/2',1,1,1);
INSERT INTO "result" VALUES(2,3,'first_time_fix/achieved',11,1,11);
INSERT INTO "result" VALUES(2,3,'parts/deductions',30,1,6);
INSERT INTO "result" VALUES(2,3,'quality/deductions',0,1,11);
INSERT INTO "result" VALUES(2,3,'response/arrival.on_time',5,1,7);
INSERT INTO "result" VALUES(2,3,'response/arrival.time',581460000000,60000000,7);
INSERT INTO "result" VALUES(2,3,'satisfaction/surveys',2,1,2);
INSERT INTO "result" VALUES(2,4,'cost/1',1,1,1);
INSERT INTO "result" VALUES(2,4,'cost/3',1,1,1);
INSERT INTO "result" VALUES(2,4,'cost/4',4,1,4);
INSERT INTO "result" VALUES(2,4,'cost/5',1,1,1);
INSERT INTO "result" VALUES(2,4,'first_time_fix/achieved',15,1,16);
INSERT INTO "result" VALUES(2,4,'parts/deductions',120,1,18);
INSERT INTO "result" VALUES(2,4,'quality/deductions',0,1,16);
INSERT INTO "result" VALUES(2,4,'satisfaction/surveys',7,1,7);
INSERT INTO "result" VALUES(2,5,'complaint_timeliness/achieved',1,1,3);
INSERT INTO "result" VALUES(2,6,'attitude/1',1,1,1);
INSERT INTO "result" VALUES(2,6,'attitude/3',3,1,3);
INSERT INTO "result" VALUES(2,6,'attitude/4',3,1,3);
INSERT INTO "result" VALUES(2,6,'attitude/5',4,1,4);
INSERT INTO "result" VALUES(2,6,'complaint_timeliness/achieved',1,1,2);
INSERT INTO "result" VALUES(2,6,'cost/1',1,1,1);
INSERT INTO "result" VALUES(2,6,'cost/2',2,1,2);
INSERT INTO "result" VALUES(2,6,'cost/3',1,1,1);
INSERT INTO "result" VALUES(2,6,'cost/4',5,1,5);
INSERT INTO "result" VALUES(2,6,'cost/5',3,1,3);
INSERT INTO "result" VALUES(2,6,'first_time_fix/achieved',21,1,24);
INSERT INTO "result" VALUES(2,6,'first_time_fix/charge_backs',1,1,1);
INSERT INTO "result" VALUES(2,6,'parts/deductions',135,1,18);
INSERT INTO "result" VALUES(2,6,'quality/charge_backs',30,1,1);
INSERT INTO "result" VALUES(2,6,'quality/deductions',0,1,24);
INSERT INTO "result" VALUES(2,6,'response/contact.on_time',13,1,27);
INSERT INTO "result" VALUES(2,6,'response/contact.time',153240000000,60000000,27);
INSERT INTO "result" VALUES(2,6,'satisfaction/surveys',13,1,13);
INSERT INTO "result" VALUES(2,7,'cost/2',1,1,1);
INSERT INTO "result" VALUES(2,7,'cost/3',1,1,1);
INSERT INTO "result" VALUES(2,7,'cost/4',1,1,1);
INSERT INTO "result" VALUES(2,7,'cost/5',1,1,1);
INSERT INTO "result" VALUES(2,7,'first_time_fix/achieved',10,1,11);
INSERT INTO "result" VALUES(2,7,'parts/deductions',75,1,12);
INSERT INTO "result" VALUES(2,7,'quality/deductions',0,1,11);
INSERT INTO "result" VALUES(2,7,'satisfaction/surveys',5,1,5);
INSERT INTO "result" VALUES(2,8,'attitude/3',3,1,3);
INSERT INTO "result" VALUES(2,8,'attitude/4',2,1,2);
INSERT INTO "result" VALUES(2,8,'cost/2',1,1,1);
INSERT INTO "result" VALUES(2,8,'cost/3',1,1,1);
INSERT INTO "result" VALUES(2,8,'cost/4',3,1,3);
INSERT INTO "result" VALUES(2,8,'cost/5',1,1,1);
INSERT INTO "result" VALUES(2,8,'first_time_fix/achieved',9,1,9);
INSERT INTO "result" VALUES(2,8,'first_time_fix/charge_backs',1,1,1);
INSERT INTO "result" VALUES(2,8,'parts/deductions',45,1,8);
INSERT INTO "result" VALUES(2,8,'quality/charge_backs',30,1,1);
INSERT INTO "result" VALUES(2,8,'quality/deductions',0,1,9);
INSERT INTO "result" VALUES(2,8,'response/arrival.on_time',6,1,8);
INSERT INTO "result" VALUES(2,8,'response/arrival.time',200160000000,60000000,8);
INSERT INTO "result" VALUES(2,8,'satisfaction/surveys',6,1,6);
INSERT INTO "result" VALUES(2,9,'attitude/3',1,1,1);
INSERT INTO "result" VALUES(2,9,'attitude/4',1,1,1);
INSERT INTO "result" VALUES(2,9,'attitude/5',2,1,2);
INSERT INTO "result" VALUES(2,9,'complaint_timeliness/achieved',0,1,2);
INSERT INTO "result" VALUES(2,9,'cost/2',1,1,1);
INSERT INTO "result" VALUES(2,9,'cost/3',2,1,2);
INSERT INTO "result" VALUES(2,9,'cost/4',3,1,3);
INSERT INTO "result" VALUES(2,9,'first_time_fix/achieved',19,1,19);
INSERT INTO "result" VALUES(2,9,'parts/deductions',60,1,12);
INSERT INTO "result" VALUES(2,9,'quality/deductions',0,1,19);
INSERT INTO "result" VALUES(2,9,'response/contact.on_time',14,1,23);
INSERT INTO "result" VALUES(2,9,'response/contact.time',111240000000,60000000,23);
INSERT INTO "result" VALUES(2,9,'satisfaction/surveys',6,1,6);
INSERT INTO "result" VALUES(2,10,'attitude/4',1,1,1);
INSERT INTO "result" VALUES(2,10,'attitude/5',2,1,2);
INSERT INTO "result" VALUES(2,10,'cost/3',2,1,2);
INSERT INTO "result" VALUES(2,10,'cost/5',1,1,1);
INSERT INTO "result" VALUES(2,10,'first_time_fix/achieved',8,1,9);
INSERT INTO "result" VALUES(2,10,'parts/deductions',120,1,6);
INSERT INTO "result" VALUES(2,10,'quality/deductions',0,1,9);
INSERT INTO "result" VALUES(2,10,'response/arrival.on_time',1,1,7);
INSERT INTO "result" VALUES(2,10,'response/arrival.time',841140000000,60000000,7);
INSERT INTO "result" VALUES(2,10,'satisfaction/surveys',3,1,3);
INSERT INTO "result" VALUES(2,11,'attitude/1',1,1,1);
INSERT INTO "result" VALUES(2,11,'attitude/3',1,1,1);
INSERT INTO "result" VALUES(2,11,'attitude/5',1,1,1);
INSERT INTO "result" VALUES(2,11,'cost/4',3,1,3);
INSERT INTO "result" VALUES(2,11,'cost/5',1,1,1);
INSERT INTO "result" VALUES(2,11,'first_time_fix/achieved',4,1,5);
INSERT INTO "result" VALUES(2,11,'parts/deductions',0,1,4);
INSERT INTO "result" VALUES(2,11,'quality/deductions',0,1,5);
INSERT INTO "result" VALUES(2,11,'response/arrival.on_time',2,1,5);
INSERT INTO "result" VALUES(2,11,'response/arrival.time',627300000000,60000000,5);
INSERT INTO "result" VALUES(2,11,'satisfaction/surveys',4,1,4);
CREATE TABLE sample (
	id INTEGER NOT NULL, 
	revision_id INTEGER NOT NULL, 
	seed VARCHAR NOT NULL, 
	size INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	user_id INTEGER NOT NULL, 
	account VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(revision_id) REFERENCES month_revision (id), 
	FOREIGN KEY(user_id) REFERENCES app_user (id)
);
CREATE TABLE sample_finding (
	id INTEGER NOT NULL, 
	sample_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	finding VARCHAR NOT NULL, 
	note VARCHAR NOT NULL, 
	at DATETIME NOT NULL, 
	user_id INTEGER NOT NULL, 
	account VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT sample_finding_known CHECK (finding IN ('right', 'wrong')), 
	FOREIGN KEY(sample_id) REFERENCES sample (id), 
	FOREIGN KEY(user_id) REFERENCES app_user (id)
);
CREATE TABLE sample_row (
	sample_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	fact_id INTEGER NOT NULL, 
	PRIMARY KEY (sample_id, position), 
	CONSTRAINT sample_kind_known CHECK (kind IN ('order', 'survey', 'complaint')), 
	FOREIGN KEY(sample_id) REFERENCES sample (id)
);
CREATE TABLE scheme_choice (
	id INTEGER NOT NULL, 
	from_period INTEGER NOT NULL, 
	scheme_id VARCHAR NOT NULL, 
	scheme_version_id INTEGER, 
	"before" VARCHAR NOT NULL, 
	at DATETIME NOT NULL, 
	user_id INTEGER NOT NULL, 
	account VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(scheme_version_id) REFERENCES scheme_version (id), 
	FOREIGN KEY(user_id) REFERENCES app_user (id)
);
CREATE TABLE scheme_version (
	id INTEGER NOT NULL, 
	scheme_id VARCHAR NOT NULL, 
	version INTEGER NOT NULL, 
	digest VARCHAR NOT NULL, 
	body VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (scheme_id, digest)
);
INSERT INTO "scheme_version" VALUES(1,'aftersales-csi',7,'298066643eae9f593704a6fe2eabb685953fe657d6dc0a6b38c6c4bd13c41c2f','# Monthly CSI score of each after-sales employee.
# Facts and weights: seed 000. Lines marked "company default" are figures that the source leaves to the company
# (contract.md §3); change them in a copy of this file with an id of its own.

id = "aftersales-csi"
version = 7
source = "seed 000"
name = { en = "After-sales CSI", zh = "售后 CSI 考核" }
summary = { en = "70 % satisfaction, 20 % first-time fix, 10 % complaints handled in time", zh = "满意度 70%、一次修复率 20%、投诉处理及时率 10%" }

unassessed_roles = ["supervisor"]
answers_counted_by = "satisfaction"
minimum_answers = 5                 # company default
return_window_days = 30             # one month after the repair (seed 000 §6.1)
charge_back_places = ["agent", "technician", "parts"]
publication_days = 5                # company default
appeal_days = 5                     # for each answer (seed 003), and to take it to the second instance

# What a receipt says was set by the company and not by the source.
company_defaults = ["response", "quality", "parts", "cost"]

[adjustment_limits]                 # points of a line, for each role of a user; company default
supervisor = 5
head = 10
hr = 10

[clock]                             # seed 000 §5.3
contact_hours = 24
plan_hours = 48
resolve_working_days = 7
reopen_days = 30                    # domain.md decision 7
due_soon = [50, 80]                 # percent of the time to a limit; company default
credited = "end"                    # who holds it when it is resolved or falls due; "start": its first handler

# The only reasons for which the clock may stand still, and for how many days in all; company defaults. The contact
# within 24 hours is never paused.
[[clock.pauses]]
id = "customer-away"
name = { en = "the customer asked to wait", zh = "客户要求暂缓" }
days = 14

[[clock.pauses]]
id = "awaiting-customer"
name = { en = "proof or product has to come from the customer", zh = "等待客户提供凭证或产品" }
days = 7

[[clock.pauses]]
id = "inspection"
name = { en = "an outside body inspects the product", zh = "等待第三方检测鉴定" }
days = 15

[annual]                            # seed 000 §8.5; read as domain.md §1.5 decides
minimum_months = 6                  # company default

[[annual.grades]]                   # the place is the rank among those assessed, as a percentage
id = "excellent"
name = { en = "Excellent", zh = "优秀" }
up_to = 10                          # company default, like the others below
every_month = 80

[[annual.grades]]
id = "good"
name = { en = "Good", zh = "良好" }
up_to = 40
most_months = 70                    # more than half of the months assessed

[[annual.grades]]
id = "qualified"
name = { en = "Qualified", zh = "合格" }
up_to = 95
no_run = { months = 3, below = 60 }

[[annual.grades]]
id = "unqualified"
name = { en = "Unqualified", zh = "不合格" }
any_run = { months = 3, below = 60 }   # whatever the rank

[role_weights.complaint_handler]    # domain.md decision 9
satisfaction = 0
first_time_fix = 0
complaint_timeliness = 100

[total]
name = { en = "Total", zh = "总分" }
rule = { en = "Weighted mean of the indicators; one without data leaves and the others are scaled up.", zh = "各指标的加权平均；没有数据的指标不计，其余权重按比例放大。" }
bands = "score"
minimum_weight = 70
missing = "renormalise"

[[total.parts]]
id = "satisfaction"
name = { en = "Satisfaction", zh = "客户满意度" }
weight = 70
rule = { en = "Weighted mean of the five dimensions; one without data leaves and the others are scaled up.", zh = "五个维度的加权平均；没有数据的维度不计，其余权重按比例放大。" }
bands = "score"
minimum_weight = 50
missing = "renormalise"
count = { source = "surveys", credit = ["agent", "technician", "parts"] }

[[total.parts.parts]]
id = "attitude"
name = { en = "Service attitude", zh = "服务态度" }
weight = 20
rule = { en = "Mean of the customers'' answers as a share of 5.", zh = "客户评价（1-5 分）占 5 分的百分比，取平均。" }
bands = "score"
minimum_units = 5                   # company default
measure = { source = "survey-answers", question = "attitude", credit = ["agent", "technician"] }
scorer = { kind = "answer-values", values = { 5 = 100, 4 = 80, 3 = 60, 2 = 40, 1 = 20 } }

[[total.parts.parts]]
id = "response"
name = { en = "Response speed", zh = "响应速度" }
weight = 15
rule = { en = "Mean of two halves: average time of the stages owned, and on-time rate.", zh = "两部分各占一半：所负责环节的平均用时，以及及时率。" }
bands = "score"
minimum_units = 5                   # company default

[total.parts.parts.measure]
source = "stage-times"
[[total.parts.parts.measure.stages]]
id = "contact"
owner = "agent"
on_time_minutes = 60                # company default
[[total.parts.parts.measure.stages]]
id = "arrival"
owner = "technician"
on_time_minutes = 1440              # company default

[total.parts.parts.scorer]
kind = "time-and-punctuality"
deduction_per_point = 1             # company default
curves.contact = { target = 30, limit = 240 }     # company default
curves.arrival = { target = 240, limit = 2880 }   # company default

[[total.parts.parts]]
id = "quality"
name = { en = "Repair quality", zh = "维修质量" }
weight = 25
rule = { en = "Mean over repaired orders of 100 less the deduction for a return within 30 days.", zh = "每张完成的维修工单 100 分，30 天内返修按程度扣分，取平均。" }
bands = "score"
minimum_units = 5                   # company default
scorer = { kind = "mean-after-deductions" }

[total.parts.parts.measure]         # company defaults
source = "repair-deductions"
credit = ["agent", "technician", "parts"]
severity = { minor = 20, moderate = 50, severe = 100, unknown = 50 }
impact = { low = 0.5, medium = 1, high = 1.5, unknown = 1 }
maximum = 100

[[total.parts.parts]]
id = "parts"
name = { en = "Parts supply", zh = "配件供应" }
weight = 15
rule = { en = "Mean over orders that needed parts of 100 less the deduction for late or wrong parts.", zh = "每张用到配件的工单 100 分，配件延迟或错误按影响扣分，取平均。" }
bands = "score"
minimum_units = 5                   # company default
scorer = { kind = "mean-after-deductions" }

[total.parts.parts.measure]         # company defaults
source = "parts-deductions"
credit = ["agent", "technician", "parts"]
issue = { none = 0, late = 30, wrong = 50 }
impact = { low = 0.5, medium = 1, high = 1.5, unknown = 1 }
maximum = 100

[[total.parts.parts]]
id = "cost"
name = { en = "Fair cost", zh = "费用合理性" }
weight = 25
rule = { en = "Mean value of the customers'' answers about the price.", zh = "客户对费用的评价折算成得分，取平均。" }
bands = "score"
minimum_units = 5                   # company default
measure = { source = "survey-answers", question = "cost", credit = ["agent", "technician", "parts"] }
scorer = { kind = "answer-values", values = { 5 = 100, 4 = 85, 3 = 60, 2 = 30, 1 = 0 } }   # company default

[[total.parts]]
id = "first_time_fix"
name = { en = "First-time-fix rate", zh = "一次修复率" }
weight = 20
rule = { en = "Orders fixed at the first repair of all repaired orders.", zh = "一次修复成功的工单占全部维修工单的比例。" }
bands = "first_time_fix"
minimum_units = 5                   # company default
measure = { source = "first-time-fixes", credit = ["agent", "technician", "parts"] }
scorer = { kind = "share" }

[[total.parts]]
id = "complaint_timeliness"
name = { en = "Complaint timeliness", zh = "投诉处理及时率" }
weight = 10
rule = { en = "Complaints handled in time of all valid, determined complaints.", zh = "按时处理的投诉占全部有效且已有结论投诉的比例。" }
bands = "complaint_timeliness"
minimum_units = 5                   # company default
measure = { source = "complaints-in-time", credit = ["handler"] }
scorer = { kind = "share" }

# Standard bands, best first (seed 000 §7). `from` is inclusive and looks at the rounded figure.

[[bands.score]]
id = "excellent"
from = 90
name = { en = "Excellent", zh = "优秀" }
meaning = { en = "Customers are very satisfied; service is better than they expect.", zh = "客户非常满意，服务超出期望。" }
action = { en = "Keep it up; pass on what works.", zh = "保持水平，总结并推广好的做法。" }

[[bands.score]]
id = "good"
from = 80
name = { en = "Good", zh = "良好" }
meaning = { en = "Customers are mostly satisfied; small problems remain.", zh = "客户总体满意，仍有小问题。" }
action = { en = "Hold the level and mend the small problems.", zh = "稳住水平，逐项改进小问题。" }

[[bands.score]]
id = "fair"
from = 70
name = { en = "Fair", zh = "一般" }
meaning = { en = "Some sides of the service fall short.", zh = "部分环节存在不足。" }
action = { en = "Find the causes soon and improve.", zh = "尽快查明原因，落实改进。" }

[[bands.score]]
id = "poor"
from = 60
name = { en = "Poor", zh = "较差" }
meaning = { en = "Larger problems that customers feel.", zh = "问题较大，客户已有明显感受。" }
action = { en = "Overhaul at once, with a dated plan.", zh = "立即整改，列出计划和期限。" }

[[bands.score]]
id = "failing"
from = 0
name = { en = "Failing", zh = "不合格" }
meaning = { en = "The basic requirements are not met.", zh = "未达到服务的基本要求。" }
action = { en = "Those responsible are dealt with seriously.", zh = "对相关责任人严肃处理。" }

[[bands.first_time_fix]]
id = "excellent"
from = 90
name = { en = "Excellent", zh = "优秀" }
meaning = { en = "Skilled repairs in a sound process; customers seldom come back.", zh = "技术和流程都可靠，客户很少返修。" }
action = { en = "Keep skills and process as they are.", zh = "保持现有技术水平和流程。" }

[[bands.first_time_fix]]
id = "good"
from = 80
name = { en = "Good", zh = "良好" }
meaning = { en = "Repairs go well, with room to improve.", zh = "维修总体良好，还有提升空间。" }
action = { en = "Train skills further and watch the process.", zh = "继续加强技能培训和过程管理。" }

[[bands.first_time_fix]]
id = "fair"
from = 70
name = { en = "Fair", zh = "一般" }
meaning = { en = "Skills or discipline in the process are wanting.", zh = "技术或流程执行存在问题。" }
action = { en = "Improve where the returns come from.", zh = "针对返修原因逐项改进。" }

[[bands.first_time_fix]]
id = "poor"
from = 60
name = { en = "Poor", zh = "较差" }
meaning = { en = "The team''s level as a whole is too low.", zh = "整体维修水平偏低。" }
action = { en = "Train more, improve the process, control quality.", zh = "加大培训，优化流程，严控质量。" }

[[bands.first_time_fix]]
id = "failing"
from = 0
name = { en = "Failing", zh = "不合格" }
meaning = { en = "Customers and operations suffer badly.", zh = "严重影响客户和日常运作。" }
action = { en = "Put repair under special watch and set it right.", zh = "列为重点关注对象，限期整顿。" }

[[bands.complaint_timeliness]]
id = "excellent"
from = 100
name = { en = "Excellent", zh = "优秀" }
meaning = { en = "Every complaint was handled in time.", zh = "全部投诉按时处理完毕。" }
action = { en = "Keep it up.", zh = "继续保持。" }

[[bands.complaint_timeliness]]
id = "good"
from = 90
name = { en = "Good", zh = "良好" }
meaning = { en = "Nearly all in time; single ones late.", zh = "绝大多数按时，个别超时。" }
action = { en = "Watch the handling more closely.", zh = "加强处理过程的跟踪。" }

[[bands.complaint_timeliness]]
id = "fair"
from = 80
name = { en = "Fair", zh = "一般" }
meaning = { en = "Some were late and customers noticed.", zh = "部分投诉超时，影响客户感受。" }
action = { en = "Find the reasons and improve the way of handling.", zh = "查找原因，完善处理办法。" }

[[bands.complaint_timeliness]]
id = "poor"
from = 70
name = { en = "Poor", zh = "较差" }
meaning = { en = "Many were late; the company''s name suffers.", zh = "较多投诉超时，有损公司形象。" }
action = { en = "Take firm measures to speed up.", zh = "采取有力措施提高处理效率。" }

[[bands.complaint_timeliness]]
id = "failing"
from = 0
name = { en = "Failing", zh = "不合格" }
meaning = { en = "Complaints are left lying.", zh = "投诉长期得不到处理。" }
action = { en = "Hold those responsible to account and rebuild the process.", zh = "追究责任，全面整改处理流程。" }

# --- What follows ----------------------------------------------------------------------------------------------------

[[consequences]]
id = "star"
name = { en = "CSI service star", zh = "CSI 服务之星" }
action = { en = "Money, certificate, priority; look at conduct and teamwork before it is given.", zh = "奖金、证书、优先机会；授予前一并考量职业操守和团队协作。" }
of = "month"
when = { first = 1, at_least = { satisfaction = 90, first_time_fix = 90, complaint_timeliness = { score = 100, without = "passes" } } }  # the figures: company default

# --- Pay: more for a higher score, a deduction below the standard (seed 000 §8.6, §9); the figures: company default ----

[pay]

[[pay.inputs]]
id = "floating"
name = { en = "Floating part", zh = "浮动部分" }
holds = "onward"
of = "person"

[[pay.inputs]]
id = "profit"
name = { en = "Profit of the month", zh = "当月利润" }
holds = "month"
of = "site"

[[pay.parts]]
id = "performance"
name = { en = "Performance bonus", zh = "绩效奖金" }
rule = { en = "The floating part times a coefficient by the band of the total.", zh = "浮动部分乘以总分等级对应的系数。" }
kind = "coefficient"
input = "floating"
by = "band"
values = { excellent = 1.2, good = 1, fair = 0.8, poor = 0.6, failing = 0 }
otherwise = 1                       # not assessed

[[pay.parts]]
id = "fund"
name = { en = "CSI reward fund", zh = "CSI 奖励基金" }
rule = { en = "A share of the month''s profit among those who stand out, by their totals.", zh = "按当月利润的一定比例提取，在各项突出者之间按总分分配。" }
kind = "fund"
input = "profit"
percent = 1
by = "score"
among = { at_least = { satisfaction = 90, first_time_fix = 90, complaint_timeliness = { score = 100, without = "passes" } } }
');
CREATE TABLE sign_off (
	id INTEGER NOT NULL, 
	revision_id INTEGER NOT NULL, 
	verdict VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	at DATETIME NOT NULL, 
	user_id INTEGER NOT NULL, 
	account VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT sign_off_verdict_known CHECK (verdict IN ('signed', 'objected', 'lifted')), 
	FOREIGN KEY(revision_id) REFERENCES month_revision (id), 
	FOREIGN KEY(user_id) REFERENCES app_user (id)
);
CREATE TABLE site (
	id INTEGER NOT NULL, 
	code VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	time_zone VARCHAR NOT NULL, 
	scheme_id VARCHAR NOT NULL, 
	salt VARCHAR NOT NULL, 
	created_at DATETIME NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "site" VALUES(1,'S1','Main workshop','Asia/Shanghai','aftersales-csi','cfb6552afa713ab95bc759b479594c09','2026-11-20 01:00:00.000000');
CREATE TABLE snapshot_adjustment (
	revision_id INTEGER NOT NULL, 
	adjustment_id INTEGER NOT NULL, 
	employee_id INTEGER NOT NULL, 
	line VARCHAR NOT NULL, 
	points INTEGER NOT NULL, 
	PRIMARY KEY (revision_id, adjustment_id), 
	FOREIGN KEY(revision_id) REFERENCES month_revision (id), 
	FOREIGN KEY(adjustment_id) REFERENCES adjustment (id), 
	FOREIGN KEY(employee_id) REFERENCES employee (id)
);
CREATE TABLE snapshot_charge_back (
	revision_id INTEGER NOT NULL, 
	return_id INTEGER NOT NULL, 
	order_id INTEGER NOT NULL, 
	agent_id INTEGER, 
	technician_id INTEGER, 
	parts_id INTEGER, 
	outcome VARCHAR, 
	severity VARCHAR, 
	impact VARCHAR, 
	PRIMARY KEY (revision_id, return_id), 
	FOREIGN KEY(revision_id) REFERENCES month_revision (id), 
	FOREIGN KEY(return_id) REFERENCES work_order (id), 
	FOREIGN KEY(order_id) REFERENCES work_order (id)
);
INSERT INTO "snapshot_charge_back" VALUES(2,106,50,6,8,NULL,'fixed','minor','high');
CREATE TABLE snapshot_complaint (
	revision_id INTEGER NOT NULL, 
	complaint_id INTEGER NOT NULL, 
	handler_id INTEGER, 
	agent_id INTEGER, 
	technician_id INTEGER, 
	parts_id INTEGER, 
	in_time BOOLEAN, 
	PRIMARY KEY (revision_id, complaint_id), 
	FOREIGN KEY(revision_id) REFERENCES month_revision (id), 
	FOREIGN KEY(complaint_id) REFERENCES complaint (id)
);
INSERT INTO "snapshot_complaint" VALUES(1,3,6,NULL,NULL,NULL,0);
INSERT INTO "snapshot_complaint" VALUES(1,4,5,NULL,NULL,NULL,1);
INSERT INTO "snapshot_complaint" VALUES(1,5,6,NULL,NULL,NULL,1);
INSERT INTO "snapshot_complaint" VALUES(1,6,5,NULL,NULL,NULL,0);
INSERT INTO "snapshot_complaint" VALUES(1,7,9,NULL,NULL,NULL,0);
INSERT INTO "snapshot_complaint" VALUES(1,8,5,NULL,NULL,NULL,0);
INSERT INTO "snapshot_complaint" VALUES(1,15,5,NULL,NULL,NULL,NULL);
INSERT INTO "snapshot_complaint" VALUES(1,16,5,NULL,NULL,NULL,NULL);
INSERT INTO "snapshot_complaint" VALUES(2,10,6,NULL,NULL,NULL,1);
INSERT INTO "snapshot_complaint" VALUES(2,11,5,NULL,NULL,NULL,0);
INSERT INTO "snapshot_complaint" VALUES(2,12,6,NULL,NULL,NULL,0);
INSERT INTO "snapshot_complaint" VALUES(2,13,9,NULL,NULL,NULL,0);
INSERT INTO "snapshot_complaint" VALUES(2,14,9,NULL,NULL,NULL,0);
INSERT INTO "snapshot_complaint" VALUES(2,15,5,NULL,NULL,NULL,0);
INSERT INTO "snapshot_complaint" VALUES(2,16,5,NULL,NULL,NULL,1);
CREATE TABLE snapshot_entered (
	revision_id INTEGER NOT NULL, 
	entry_kind VARCHAR NOT NULL, 
	entry_id INTEGER NOT NULL, 
	employee_id INTEGER, 
	team VARCHAR, 
	name VARCHAR NOT NULL, 
	numerator BIGINT, 
	denominator BIGINT NOT NULL, 
	n INTEGER NOT NULL, 
	PRIMARY KEY (revision_id, entry_kind, entry_id), 
	CONSTRAINT snapshot_entered_kind_known CHECK (entry_kind IN ('figure', 'rating', 'conduct')), 
	FOREIGN KEY(revision_id) REFERENCES month_revision (id)
);
CREATE TABLE snapshot_exclusion (
	revision_id INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	fact_id INTEGER NOT NULL, 
	PRIMARY KEY (revision_id, kind, fact_id), 
	FOREIGN KEY(revision_id) REFERENCES month_revision (id)
);
CREATE TABLE snapshot_order (
	revision_id INTEGER NOT NULL, 
	order_id INTEGER NOT NULL, 
	agent_id INTEGER, 
	technician_id INTEGER, 
	parts_id INTEGER, 
	is_return BOOLEAN NOT NULL, 
	outcome VARCHAR, 
	contact_time BIGINT, 
	arrival_time BIGINT, 
	by_appointment BOOLEAN NOT NULL, 
	parts_issue VARCHAR, 
	parts_impact VARCHAR, 
	PRIMARY KEY (revision_id, order_id), 
	FOREIGN KEY(revision_id) REFERENCES month_revision (id), 
	FOREIGN KEY(order_id) REFERENCES work_order (id)
);
INSERT INTO "snapshot_order" VALUES(1,8,9,3,NULL,0,'fixed',14400000000,172800000000,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(1,34,6,10,NULL,0,'fixed',300000000,14400000000,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(1,24,9,3,NULL,0,'not_fixed',1860000000,1800000000,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(1,37,9,10,7,0,'fixed',14400000000,86400000000,0,'none','low');
INSERT INTO "snapshot_order" VALUES(1,16,6,2,NULL,0,'fixed',23280000000,139260000000,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(1,20,9,3,4,0,'fixed',1200000000,14460000000,0,'none','low');
INSERT INTO "snapshot_order" VALUES(1,26,6,2,7,0,'fixed',1200000000,14400000000,0,'none','low');
INSERT INTO "snapshot_order" VALUES(1,7,6,8,7,0,'not_fixed',14400000000,172800000000,0,'late','high');
INSERT INTO "snapshot_order" VALUES(1,25,9,8,7,0,'not_fixed',5040000000,180000000000,0,'none',NULL);
INSERT INTO "snapshot_order" VALUES(1,54,6,3,4,0,'fixed',14400000000,172800000000,0,'none','low');
INSERT INTO "snapshot_order" VALUES(1,21,9,10,NULL,0,'not_fixed',NULL,NULL,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(1,41,9,10,7,0,'fixed',300000000,NULL,0,'none','medium');
INSERT INTO "snapshot_order" VALUES(1,44,9,2,4,0,'fixed',6540000000,81900000000,0,'none',NULL);
INSERT INTO "snapshot_order" VALUES(1,1,9,10,NULL,0,'declined',1800000000,NULL,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(1,46,6,3,7,0,'fixed',1800000000,86400000000,0,'late',NULL);
INSERT INTO "snapshot_order" VALUES(1,100,9,10,7,1,'fixed',1860000000,14460000000,0,'wrong','medium');
INSERT INTO "snapshot_order" VALUES(1,22,6,2,4,0,'fixed',14400000000,14460000000,0,'none','low');
INSERT INTO "snapshot_order" VALUES(1,11,6,3,7,0,'fixed',1800000000,162660000000,0,'none',NULL);
INSERT INTO "snapshot_order" VALUES(1,43,9,11,NULL,0,'fixed',14400000000,36000000000,1,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(1,71,9,9,7,1,'fixed',3600000000,0,1,'none','high');
INSERT INTO "snapshot_order" VALUES(1,4,9,8,7,0,'fixed',NULL,NULL,0,'none',NULL);
INSERT INTO "snapshot_order" VALUES(1,18,9,2,NULL,0,'fixed',3660000000,36000000000,1,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(1,35,6,11,NULL,0,'fixed',5400000000,NULL,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(1,30,9,11,NULL,0,'declined',18000000000,100740000000,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(1,32,9,3,7,0,'fixed',300000000,86460000000,0,'none','medium');
INSERT INTO "snapshot_order" VALUES(1,47,9,11,4,0,'fixed',17460000000,180000000000,0,'none','high');
INSERT INTO "snapshot_order" VALUES(1,51,6,8,4,0,'fixed',18000000000,86400000000,0,'none','low');
INSERT INTO "snapshot_order" VALUES(1,3,6,8,NULL,0,'declined',1800000000,14460000000,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(1,23,9,3,4,0,'fixed',19440000000,14400000000,0,'none','high');
INSERT INTO "snapshot_order" VALUES(1,5,6,6,4,0,'fixed',3660000000,0,1,'late','high');
INSERT INTO "snapshot_order" VALUES(1,9,6,8,NULL,0,'declined',300000000,73620000000,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(1,36,9,10,7,0,'declined',300000000,86400000000,0,'none','high');
INSERT INTO "snapshot_order" VALUES(1,52,9,10,4,0,'fixed',1200000000,14460000000,0,'none','medium');
INSERT INTO "snapshot_order" VALUES(1,42,6,11,7,0,'fixed',18000000000,17280000000,0,'wrong','high');
INSERT INTO "snapshot_order" VALUES(1,13,6,11,7,1,'fixed',18000000000,0,1,'none','medium');
INSERT INTO "snapshot_order" VALUES(1,6,9,10,4,0,'fixed',3600000000,NULL,0,'none','low');
INSERT INTO "snapshot_order" VALUES(1,50,6,8,NULL,0,'fixed',3600000000,14400000000,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(1,33,6,2,NULL,0,'fixed',2340000000,0,1,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(1,53,9,8,NULL,0,'fixed',6240000000,14400000000,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(1,14,9,8,NULL,0,'fixed',10740000000,172800000000,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(1,48,6,8,4,0,'fixed',1800000000,1800000000,0,'none','low');
INSERT INTO "snapshot_order" VALUES(1,77,6,10,4,1,'fixed',1200000000,NULL,0,'none','low');
INSERT INTO "snapshot_order" VALUES(1,29,9,11,4,0,'fixed',1800000000,212700000000,0,'none','medium');
INSERT INTO "snapshot_order" VALUES(1,19,9,11,NULL,0,'fixed',10920000000,NULL,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(1,31,6,6,7,0,'fixed',18000000000,86460000000,0,NULL,'low');
INSERT INTO "snapshot_order" VALUES(1,38,9,2,4,0,'fixed',1800000000,86400000000,0,'none','high');
INSERT INTO "snapshot_order" VALUES(1,27,9,2,7,0,'fixed',3660000000,NULL,0,'none','medium');
INSERT INTO "snapshot_order" VALUES(1,55,6,2,7,0,'fixed',3600000000,14400000000,0,'none','high');
INSERT INTO "snapshot_order" VALUES(1,39,9,10,7,0,'fixed',3660000000,86400000000,0,'none','medium');
INSERT INTO "snapshot_order" VALUES(2,98,9,10,4,0,'fixed',14400000000,133680000000,0,'late','low');
INSERT INTO "snapshot_order" VALUES(2,108,6,3,NULL,0,'declined',3660000000,NULL,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(2,81,6,11,NULL,0,'fixed',1200000000,215220000000,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(2,95,9,2,NULL,0,'declined',3660000000,NULL,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(2,87,9,11,7,0,'fixed',1200000000,NULL,0,'none',NULL);
INSERT INTO "snapshot_order" VALUES(2,99,6,10,NULL,0,'fixed',8640000000,180000000000,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(2,12,6,8,7,1,'fixed',11220000000,60000000,1,'none','low');
INSERT INTO "snapshot_order" VALUES(2,58,6,10,4,0,'fixed',3660000000,86400000000,1,'none',NULL);
INSERT INTO "snapshot_order" VALUES(2,69,9,3,NULL,0,'fixed',3660000000,86400000000,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(2,93,6,2,NULL,0,'fixed',300000000,NULL,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(2,74,9,3,4,0,'fixed',1860000000,NULL,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(2,103,9,2,NULL,0,'fixed',300000000,86460000000,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(2,90,6,3,4,0,'fixed',1860000000,NULL,0,'late','medium');
INSERT INTO "snapshot_order" VALUES(2,79,9,3,4,0,'fixed',3660000000,14400000000,0,'none','low');
INSERT INTO "snapshot_order" VALUES(2,73,9,3,NULL,0,'fixed',1800000000,86400000000,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(2,102,6,11,7,0,'fixed',5400000000,180000000000,0,'none','high');
INSERT INTO "snapshot_order" VALUES(2,62,6,8,NULL,0,'fixed',18000000000,NULL,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(2,56,6,3,4,0,'fixed',300000000,NULL,0,'none','medium');
INSERT INTO "snapshot_order" VALUES(2,63,9,2,NULL,0,'fixed',1200000000,14400000000,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(2,76,6,2,4,0,'fixed',3660000000,14460000000,0,'none','medium');
INSERT INTO "snapshot_order" VALUES(2,64,6,8,7,0,'fixed',3660000000,1800000000,0,'none',NULL);
INSERT INTO "snapshot_order" VALUES(2,84,9,8,7,0,'fixed',3600000000,14400000000,0,'none','high');
INSERT INTO "snapshot_order" VALUES(2,70,6,8,4,0,'fixed',14400000000,1800000000,0,'none','medium');
INSERT INTO "snapshot_order" VALUES(2,83,9,8,4,0,'fixed',1860000000,0,1,'late','high');
INSERT INTO "snapshot_order" VALUES(2,60,9,2,4,0,'fixed',14400000000,NULL,0,'none',NULL);
INSERT INTO "snapshot_order" VALUES(2,2,6,11,4,1,'declined',11220000000,131280000000,0,'none',NULL);
INSERT INTO "snapshot_order" VALUES(2,28,6,10,4,0,'fixed',18000000000,NULL,0,'none','medium');
INSERT INTO "snapshot_order" VALUES(2,92,6,8,7,0,'fixed',3660000000,14460000000,0,'none','medium');
INSERT INTO "snapshot_order" VALUES(2,96,9,3,NULL,0,'fixed',5400000000,27060000000,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(2,75,6,10,7,0,'not_fixed',3600000000,180000000000,0,'wrong','high');
INSERT INTO "snapshot_order" VALUES(2,88,6,2,4,1,'fixed',300000000,NULL,0,'none','high');
INSERT INTO "snapshot_order" VALUES(2,68,6,3,NULL,0,'fixed',1200000000,172800000000,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(2,109,6,2,7,0,'fixed',1200000000,86400000000,0,'none','low');
INSERT INTO "snapshot_order" VALUES(2,10,9,3,NULL,0,'fixed',1860000000,180000000000,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(2,91,6,8,7,0,'fixed',NULL,NULL,0,'none','low');
INSERT INTO "snapshot_order" VALUES(2,59,9,2,7,1,'fixed',18000000000,1800000000,0,'none','low');
INSERT INTO "snapshot_order" VALUES(2,86,6,2,NULL,0,'not_fixed',1200000000,14400000000,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(2,85,9,2,NULL,0,'fixed',1800000000,NULL,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(2,110,9,10,4,0,'fixed',14400000000,NULL,0,'none','low');
INSERT INTO "snapshot_order" VALUES(2,67,9,9,4,0,'fixed',1200000000,NULL,0,'none',NULL);
INSERT INTO "snapshot_order" VALUES(2,104,6,3,NULL,0,'fixed',1860000000,14400000000,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(2,106,9,3,4,1,'fixed',1200000000,NULL,0,'none','low');
INSERT INTO "snapshot_order" VALUES(2,78,6,10,NULL,0,'fixed',3600000000,86460000000,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(2,105,9,8,7,0,'fixed',300000000,14460000000,0,NULL,'medium');
INSERT INTO "snapshot_order" VALUES(2,40,9,3,4,1,'fixed',1200000000,NULL,0,'none','medium');
INSERT INTO "snapshot_order" VALUES(2,82,6,10,4,0,'fixed',15720000000,1800000000,0,'late','medium');
INSERT INTO "snapshot_order" VALUES(2,66,9,10,NULL,0,'fixed',13080000000,172800000000,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(2,80,6,11,4,0,'fixed',1860000000,14400000000,0,'none','low');
INSERT INTO "snapshot_order" VALUES(2,97,6,11,4,0,'not_fixed',13560000000,86400000000,0,NULL,'low');
INSERT INTO "snapshot_order" VALUES(2,61,9,8,7,0,'fixed',1200000000,153180000000,0,'none','high');
INSERT INTO "snapshot_order" VALUES(2,107,6,3,7,0,'fixed',300000000,NULL,0,'none','high');
CREATE TABLE snapshot_person (
	revision_id INTEGER NOT NULL, 
	employee_id INTEGER NOT NULL, 
	role VARCHAR NOT NULL, 
	team VARCHAR NOT NULL, 
	supervisor_id INTEGER, 
	PRIMARY KEY (revision_id, employee_id), 
	FOREIGN KEY(revision_id) REFERENCES month_revision (id), 
	FOREIGN KEY(employee_id) REFERENCES employee (id)
);
INSERT INTO "snapshot_person" VALUES(1,2,'technician','T1',1);
INSERT INTO "snapshot_person" VALUES(1,3,'technician','T2',1);
INSERT INTO "snapshot_person" VALUES(1,4,'parts','T3',1);
INSERT INTO "snapshot_person" VALUES(1,5,'complaint_handler','T1',1);
INSERT INTO "snapshot_person" VALUES(1,6,'agent','T2',1);
INSERT INTO "snapshot_person" VALUES(1,7,'parts','T1',1);
INSERT INTO "snapshot_person" VALUES(1,8,'technician','T2',1);
INSERT INTO "snapshot_person" VALUES(1,9,'agent','T3',1);
INSERT INTO "snapshot_person" VALUES(1,1,'supervisor','T1',NULL);
INSERT INTO "snapshot_person" VALUES(2,2,'technician','T1',1);
INSERT INTO "snapshot_person" VALUES(2,3,'technician','T2',1);
INSERT INTO "snapshot_person" VALUES(2,4,'parts','T3',1);
INSERT INTO "snapshot_person" VALUES(2,5,'complaint_handler','T1',1);
INSERT INTO "snapshot_person" VALUES(2,6,'agent','T2',1);
INSERT INTO "snapshot_person" VALUES(2,10,'technician','T3',1);
INSERT INTO "snapshot_person" VALUES(2,7,'parts','T1',1);
INSERT INTO "snapshot_person" VALUES(2,8,'technician','T2',1);
INSERT INTO "snapshot_person" VALUES(2,9,'agent','T3',1);
INSERT INTO "snapshot_person" VALUES(2,11,'technician','T1',1);
INSERT INTO "snapshot_person" VALUES(2,1,'supervisor','T1',NULL);
CREATE TABLE snapshot_return (
	revision_id INTEGER NOT NULL, 
	return_id INTEGER NOT NULL, 
	order_id INTEGER NOT NULL, 
	severity VARCHAR, 
	impact VARCHAR, 
	PRIMARY KEY (revision_id, return_id), 
	FOREIGN KEY(revision_id) REFERENCES month_revision (id), 
	FOREIGN KEY(return_id) REFERENCES work_order (id), 
	FOREIGN KEY(order_id) REFERENCES work_order (id)
);
INSERT INTO "snapshot_return" VALUES(1,100,46,'severe',NULL);
INSERT INTO "snapshot_return" VALUES(1,71,22,'moderate','medium');
INSERT INTO "snapshot_return" VALUES(1,13,5,'severe','high');
INSERT INTO "snapshot_return" VALUES(1,17,5,'severe',NULL);
INSERT INTO "snapshot_return" VALUES(1,12,9,'severe','medium');
INSERT INTO "snapshot_return" VALUES(1,45,42,'severe','low');
INSERT INTO "snapshot_return" VALUES(1,77,14,NULL,'medium');
CREATE TABLE snapshot_survey (
	revision_id INTEGER NOT NULL, 
	survey_id INTEGER NOT NULL, 
	agent_id INTEGER, 
	technician_id INTEGER, 
	parts_id INTEGER, 
	attitude INTEGER, 
	response INTEGER, 
	quality INTEGER, 
	parts INTEGER, 
	cost INTEGER, 
	PRIMARY KEY (revision_id, survey_id), 
	FOREIGN KEY(revision_id) REFERENCES month_revision (id), 
	FOREIGN KEY(survey_id) REFERENCES survey (id)
);
INSERT INTO "snapshot_survey" VALUES(1,8,6,2,NULL,5,3,5,5,NULL);
INSERT INTO "snapshot_survey" VALUES(1,21,6,3,4,5,NULL,2,4,3);
INSERT INTO "snapshot_survey" VALUES(1,11,9,8,7,5,5,5,4,5);
INSERT INTO "snapshot_survey" VALUES(1,10,6,2,4,3,5,4,5,4);
INSERT INTO "snapshot_survey" VALUES(1,17,9,10,7,4,5,4,2,5);
INSERT INTO "snapshot_survey" VALUES(1,12,6,2,7,3,NULL,3,5,5);
INSERT INTO "snapshot_survey" VALUES(1,35,9,10,7,5,2,2,5,4);
INSERT INTO "snapshot_survey" VALUES(1,5,6,3,7,4,5,5,5,4);
INSERT INTO "snapshot_survey" VALUES(1,9,9,2,NULL,4,4,2,4,4);
INSERT INTO "snapshot_survey" VALUES(1,2,9,8,7,5,5,5,4,3);
INSERT INTO "snapshot_survey" VALUES(1,14,9,11,NULL,1,5,5,NULL,3);
INSERT INTO "snapshot_survey" VALUES(2,19,6,8,4,4,5,5,NULL,4);
INSERT INTO "snapshot_survey" VALUES(2,4,6,8,NULL,4,4,3,2,4);
INSERT INTO "snapshot_survey" VALUES(2,6,6,11,7,1,5,4,NULL,5);
INSERT INTO "snapshot_survey" VALUES(2,3,9,10,4,4,4,5,5,3);
INSERT INTO "snapshot_survey" VALUES(2,13,9,11,4,5,4,5,5,4);
INSERT INTO "snapshot_survey" VALUES(2,7,9,8,NULL,NULL,4,5,4,4);
INSERT INTO "snapshot_survey" VALUES(2,22,6,2,7,5,5,5,5,NULL);
INSERT INTO "snapshot_survey" VALUES(2,18,6,11,7,3,5,2,3,4);
INSERT INTO "snapshot_survey" VALUES(2,33,6,2,NULL,5,5,5,5,4);
INSERT INTO "snapshot_survey" VALUES(2,15,6,2,NULL,NULL,5,5,5,2);
INSERT INTO "snapshot_survey" VALUES(2,20,9,8,NULL,3,4,4,3,3);
INSERT INTO "snapshot_survey" VALUES(2,23,6,3,4,4,NULL,3,5,1);
INSERT INTO "snapshot_survey" VALUES(2,27,9,3,NULL,5,5,NULL,5,2);
INSERT INTO "snapshot_survey" VALUES(2,34,6,10,NULL,5,1,5,5,5);
INSERT INTO "snapshot_survey" VALUES(2,28,6,8,4,3,3,2,2,5);
INSERT INTO "snapshot_survey" VALUES(2,25,9,2,4,NULL,5,3,4,4);
INSERT INTO "snapshot_survey" VALUES(2,29,6,10,7,5,5,5,3,3);
INSERT INTO "snapshot_survey" VALUES(2,26,6,8,7,3,5,3,4,2);
INSERT INTO "snapshot_survey" VALUES(2,1,6,11,4,NULL,4,5,5,4);
CREATE TABLE survey (
	id INTEGER NOT NULL, 
	agency_ref VARCHAR NOT NULL, 
	order_id INTEGER NOT NULL, 
	answered_at DATETIME NOT NULL, 
	attitude INTEGER, 
	response INTEGER, 
	quality INTEGER, 
	parts INTEGER, 
	cost INTEGER, 
	period INTEGER NOT NULL, 
	late BOOLEAN NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	import_id INTEGER, 
	import_digest VARCHAR, 
	PRIMARY KEY (id), 
	CONSTRAINT survey_attitude_range CHECK (attitude BETWEEN 1 AND 5), 
	CONSTRAINT survey_cost_range CHECK (cost BETWEEN 1 AND 5), 
	CONSTRAINT survey_parts_range CHECK (parts BETWEEN 1 AND 5), 
	CONSTRAINT survey_quality_range CHECK (quality BETWEEN 1 AND 5), 
	CONSTRAINT survey_response_range CHECK (response BETWEEN 1 AND 5), 
	UNIQUE (agency_ref), 
	FOREIGN KEY(order_id) REFERENCES work_order (id), 
	FOREIGN KEY(import_id) REFERENCES import_batch (id)
);
INSERT INTO "survey" VALUES(1,'A000002',2,'2026-02-25 02:05:00.000000',NULL,4,5,5,4,202602,0,'2026-11-20 01:00:00.000000',3,'8a4d52d07a53bd84dafa0c68894db94f');
INSERT INTO "survey" VALUES(2,'A000004',4,'2026-01-28 19:10:00.000000',5,5,5,4,3,202601,0,'2026-11-20 01:00:00.000000',3,'70a1cc279c61a9135df1333f2e79c39b');
INSERT INTO "survey" VALUES(3,'A000006',6,'2026-02-01 17:35:00.000000',4,4,5,5,3,202602,0,'2026-11-20 01:00:00.000000',3,'33145d08a830fb24457132e16a77d1a1');
INSERT INTO "survey" VALUES(4,'A000009',9,'2026-02-01 05:09:00.000000',4,4,3,2,4,202602,0,'2026-11-20 01:00:00.000000',3,'6593776b84ba8150f42b0d4bde8215dc');
INSERT INTO "survey" VALUES(5,'A000011',11,'2026-01-20 00:14:00.000000',4,5,5,5,4,202601,0,'2026-11-20 01:00:00.000000',3,'2957a148cfc847a32383e5227fc53f1f');
INSERT INTO "survey" VALUES(6,'A000013',13,'2026-02-01 15:18:00.000000',1,5,4,NULL,5,202602,0,'2026-11-20 01:00:00.000000',3,'4f6a51413c98829480fb01ea8281949e');
INSERT INTO "survey" VALUES(7,'A000014',14,'2026-02-04 17:23:00.000000',NULL,4,5,4,4,202602,0,'2026-11-20 01:00:00.000000',3,'4a3392ee1a2114f0438d3a09f1aa676e');
INSERT INTO "survey" VALUES(8,'A000016',16,'2026-01-08 07:04:00.000000',5,3,5,5,NULL,202601,0,'2026-11-20 01:00:00.000000',3,'045c441a82e57ea1e5b19e903368f66b');
INSERT INTO "survey" VALUES(9,'A000018',18,'2026-01-24 03:52:00.000000',4,4,2,4,4,202601,0,'2026-11-20 01:00:00.000000',3,'25d7a972e8e2a9a0c782558b7344d47b');
INSERT INTO "survey" VALUES(10,'A000022',22,'2026-01-15 01:12:00.000000',3,5,4,5,4,202601,0,'2026-11-20 01:00:00.000000',3,'da69ca18d346ed7a0befed8b52719fdb');
INSERT INTO "survey" VALUES(11,'A000025',25,'2026-01-11 00:56:00.000000',5,5,5,4,5,202601,0,'2026-11-20 01:00:00.000000',3,'2cd9da781ede30b5133da5631e10e43e');
INSERT INTO "survey" VALUES(12,'A000026',26,'2026-01-17 22:00:00.000000',3,NULL,3,5,5,202601,0,'2026-11-20 01:00:00.000000',3,'7b1b3f1a3a714777b4c37d95412cc63c');
INSERT INTO "survey" VALUES(13,'A000029',29,'2026-02-03 12:31:00.000000',5,4,5,5,4,202602,0,'2026-11-20 01:00:00.000000',3,'2290c3473b7fe9cc420f4c52582cec30');
INSERT INTO "survey" VALUES(14,'A000030',30,'2026-01-31 02:33:00.000000',1,5,5,NULL,3,202601,0,'2026-11-20 01:00:00.000000',3,'35ceb52e746b4e920a0358314bc74e16');
INSERT INTO "survey" VALUES(15,'A000033',33,'2026-02-10 15:40:00.000000',NULL,5,5,5,2,202602,0,'2026-11-20 01:00:00.000000',3,'ad25c7ca60dd798687c4c71cd4180885');
INSERT INTO "survey" VALUES(16,'A000040',40,'2026-03-11 00:20:00.000000',3,5,4,5,4,202603,0,'2026-11-20 01:00:00.000000',3,'d0fd2aa5ca0c6d3af93aa7eb35c2d3ac');
INSERT INTO "survey" VALUES(17,'A000041',41,'2026-01-15 21:16:00.000000',4,5,4,2,5,202601,0,'2026-11-20 01:00:00.000000',3,'a882776d80b79eab8d84399bb3edfb27');
INSERT INTO "survey" VALUES(18,'A000042',42,'2026-02-07 22:58:00.000000',3,5,2,3,4,202602,0,'2026-11-20 01:00:00.000000',3,'9ddb00e5ed995d18b764eab40645b2b5');
INSERT INTO "survey" VALUES(19,'A000051',51,'2026-01-31 21:25:00.000000',4,5,5,NULL,4,202602,0,'2026-11-20 01:00:00.000000',3,'a20d0aa696aae6dd3963ad9de64df22c');
INSERT INTO "survey" VALUES(20,'A000053',53,'2026-02-11 16:01:00.000000',3,4,4,3,3,202602,0,'2026-11-20 01:00:00.000000',3,'ba14eb74215ceda660b08e383f3daaf4');
INSERT INTO "survey" VALUES(21,'A000054',54,'2026-01-09 21:21:00.000000',5,NULL,2,4,3,202601,0,'2026-11-20 01:00:00.000000',3,'153a011106e1933d117e2d15a5479941');
INSERT INTO "survey" VALUES(22,'A000055',55,'2026-02-06 18:59:00.000000',5,5,5,5,NULL,202602,0,'2026-11-20 01:00:00.000000',3,'9a12a23a1e8939fbf3d79118a9776c61');
INSERT INTO "survey" VALUES(23,'A000056',56,'2026-02-13 16:36:00.000000',4,NULL,3,5,1,202602,0,'2026-11-20 01:00:00.000000',3,'6782bfa5ea4102c54ce11cb1a9f11492');
INSERT INTO "survey" VALUES(24,'A000059',59,'2026-03-01 10:45:00.000000',5,NULL,5,5,5,202603,0,'2026-11-20 01:00:00.000000',3,'b489a082f3c035f79754aa7ea030fedc');
INSERT INTO "survey" VALUES(25,'A000060',60,'2026-02-17 14:56:00.000000',NULL,5,3,4,4,202602,0,'2026-11-20 01:00:00.000000',3,'131c17f3e9db955dce110b8cbfcf4030');
INSERT INTO "survey" VALUES(26,'A000064',64,'2026-02-20 21:40:00.000000',3,5,3,4,2,202602,0,'2026-11-20 01:00:00.000000',3,'9f9cb0342d0c98a188916d7c51798e9c');
INSERT INTO "survey" VALUES(27,'A000069',69,'2026-02-13 17:42:00.000000',5,5,NULL,5,2,202602,0,'2026-11-20 01:00:00.000000',3,'41e9ab4217d5dfa520a4986d3604373e');
INSERT INTO "survey" VALUES(28,'A000070',70,'2026-02-15 18:11:00.000000',3,3,2,2,5,202602,0,'2026-11-20 01:00:00.000000',3,'eb7881e1b1200dcc244cc1fa8fd5431c');
INSERT INTO "survey" VALUES(29,'A000075',75,'2026-02-20 10:26:00.000000',5,5,5,3,3,202602,0,'2026-11-20 01:00:00.000000',3,'b7a792d6dca3c1ba28e530df0d319fe8');
INSERT INTO "survey" VALUES(30,'A000086',86,'2026-03-06 00:19:00.000000',5,5,NULL,4,5,202603,0,'2026-11-20 01:00:00.000000',3,'2b3a47ade0a2f87bec81ea2483ace55e');
INSERT INTO "survey" VALUES(31,'A000088',88,'2026-03-03 05:37:00.000000',5,5,5,5,NULL,202603,0,'2026-11-20 01:00:00.000000',3,'ab7e4e708221f7be620f4ea492581b7b');
INSERT INTO "survey" VALUES(32,'A000091',91,'2026-03-04 05:13:00.000000',4,5,5,NULL,5,202603,0,'2026-11-20 01:00:00.000000',3,'c5a89a68c25aae16e8600638d25ff6b3');
INSERT INTO "survey" VALUES(33,'A000093',93,'2026-02-09 14:16:00.000000',5,5,5,5,4,202602,0,'2026-11-20 01:00:00.000000',3,'fa7ac9f3b5f1900e623d7650b1766eaa');
INSERT INTO "survey" VALUES(34,'A000099',99,'2026-02-14 00:55:00.000000',5,1,5,5,5,202602,0,'2026-11-20 01:00:00.000000',3,'d7bdb9408a7a3cf6e221f977bb94124d');
INSERT INTO "survey" VALUES(35,'A000100',100,'2026-01-19 20:46:00.000000',5,2,2,5,4,202601,0,'2026-11-20 01:00:00.000000',3,'a61a31bdad7ab7ede344c92c66634ba4');
INSERT INTO "survey" VALUES(36,'A000105',105,'2026-03-08 09:19:00.000000',3,4,5,4,4,202603,0,'2026-11-20 01:00:00.000000',3,'579b231463824c1951a03e82378892bd');
INSERT INTO "survey" VALUES(37,'A000109',109,'2026-03-02 13:10:00.000000',5,NULL,5,1,3,202603,0,'2026-11-20 01:00:00.000000',3,'11b570db2d5f73c66236e4ca14739738');
CREATE TABLE team_card (
	revision_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	team VARCHAR NOT NULL, 
	total INTEGER, 
	rank INTEGER, 
	grade VARCHAR, 
	body VARCHAR NOT NULL, 
	PRIMARY KEY (revision_id, position), 
	FOREIGN KEY(revision_id) REFERENCES month_revision (id)
);
CREATE TABLE team_result (
	revision_id INTEGER NOT NULL, 
	team VARCHAR NOT NULL, 
	measure VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	numerator BIGINT NOT NULL, 
	denominator BIGINT NOT NULL, 
	n INTEGER NOT NULL, 
	PRIMARY KEY (revision_id, team, measure), 
	FOREIGN KEY(revision_id) REFERENCES month_revision (id)
);
CREATE TABLE unmatched_survey (
	agency_ref VARCHAR NOT NULL, 
	order_no VARCHAR, 
	period INTEGER NOT NULL, 
	import_id INTEGER NOT NULL, 
	PRIMARY KEY (agency_ref), 
	FOREIGN KEY(import_id) REFERENCES import_batch (id)
);
CREATE TABLE user_role (
	user_id INTEGER NOT NULL, 
	role VARCHAR NOT NULL, 
	PRIMARY KEY (user_id, role), 
	CONSTRAINT user_role_known CHECK (role IN ('clerk', 'supervisor', 'head', 'hr', 'oversight', 'admin')), 
	FOREIGN KEY(user_id) REFERENCES app_user (id)
);
INSERT INTO "user_role" VALUES(1,'admin');
INSERT INTO "user_role" VALUES(1,'supervisor');
CREATE TABLE user_secret (
	user_id INTEGER NOT NULL, 
	hash VARCHAR NOT NULL, 
	changed_at DATETIME NOT NULL, 
	failures INTEGER NOT NULL, 
	last_failure_at DATETIME, 
	PRIMARY KEY (user_id), 
	FOREIGN KEY(user_id) REFERENCES app_user (id)
);
CREATE TABLE validity_step (
	id INTEGER NOT NULL, 
	complaint_id INTEGER NOT NULL, 
	step VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	at DATETIME NOT NULL, 
	user_id INTEGER NOT NULL, 
	account VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT validity_status_known CHECK (status IN ('valid', 'invalid')), 
	CONSTRAINT validity_step_known CHECK (step IN ('proposed', 'confirmed', 'rejected')), 
	FOREIGN KEY(complaint_id) REFERENCES complaint (id), 
	FOREIGN KEY(user_id) REFERENCES app_user (id)
);
CREATE TABLE work_order (
	id INTEGER NOT NULL, 
	order_no VARCHAR NOT NULL, 
	received_at DATETIME NOT NULL, 
	customer_name VARCHAR, 
	customer_phone VARCHAR, 
	product VARCHAR, 
	serial_no VARCHAR, 
	fault VARCHAR, 
	agent_id INTEGER, 
	technician_id INTEGER, 
	parts_id INTEGER, 
	service_mode VARCHAR NOT NULL, 
	first_contact_at DATETIME, 
	appointment_at DATETIME, 
	arrived_at DATETIME, 
	completed_at DATETIME, 
	outcome VARCHAR, 
	parts_issue VARCHAR, 
	parts_impact VARCHAR, 
	return_of_id INTEGER, 
	first_order_id INTEGER, 
	return_period INTEGER, 
	fault_severity VARCHAR, 
	usage_impact VARCHAR, 
	under_warranty BOOLEAN, 
	fee BIGINT, 
	received_day INTEGER NOT NULL, 
	completed_day INTEGER, 
	contact_time BIGINT, 
	arrival_time BIGINT, 
	period INTEGER NOT NULL, 
	late BOOLEAN NOT NULL, 
	version INTEGER NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	import_id INTEGER, 
	import_digest VARCHAR, 
	PRIMARY KEY (id), 
	CONSTRAINT order_fault_severity_known CHECK (fault_severity IN ('minor', 'moderate', 'severe')), 
	CONSTRAINT order_outcome_known CHECK (outcome IN ('fixed', 'not_fixed', 'declined', 'cancelled')), 
	CONSTRAINT order_parts_impact_known CHECK (parts_impact IN ('low', 'medium', 'high')), 
	CONSTRAINT order_parts_issue_known CHECK (parts_issue IN ('none', 'late', 'wrong')), 
	CONSTRAINT order_service_mode_known CHECK (service_mode IN ('onsite', 'carry_in')), 
	CONSTRAINT order_usage_impact_known CHECK (usage_impact IN ('low', 'medium', 'high')), 
	UNIQUE (order_no), 
	FOREIGN KEY(agent_id) REFERENCES employee (id), 
	FOREIGN KEY(technician_id) REFERENCES employee (id), 
	FOREIGN KEY(parts_id) REFERENCES employee (id), 
	FOREIGN KEY(return_of_id) REFERENCES work_order (id), 
	FOREIGN KEY(first_order_id) REFERENCES work_order (id), 
	FOREIGN KEY(import_id) REFERENCES import_batch (id)
);
INSERT INTO "work_order" VALUES(1,'W000001','2026-01-11 05:02:00.000000','朱桂磊','13781049347','冰箱','SN09397975','漏水',9,10,NULL,'carry_in','2026-01-11 05:32:00.000000',NULL,NULL,'2026-01-12 13:32:00.000000','declined',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,739627,739628,1800000000,NULL,202601,0,1,'2026-11-20 01:00:00.000000',2,'a27c2cbb6ee8389c3a06f25f5eca3107');
INSERT INTO "work_order" VALUES(2,'W000002','2026-02-11 15:30:00.000000','林磊伟','13055693948','热水器','SN19231713','异响',6,11,4,'onsite','2026-02-11 18:37:00.000000',NULL,'2026-02-13 07:05:00.000000','2026-02-16 10:05:00.000000','declined','none',NULL,1,1,202602,'severe','high',1,0,739658,739663,11220000000,131280000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'565338a0362100d3d126a433b5fb17c3');
INSERT INTO "work_order" VALUES(3,'W000003','2026-01-22 19:37:00.000000','黄敏','13784600724','热水器','SN29665484','漏水',6,8,NULL,'onsite','2026-01-22 20:07:00.000000',NULL,'2026-01-23 00:08:00.000000','2026-01-23 03:08:00.000000','declined',NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,26050,739639,739639,1800000000,14460000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'caec31837e61aa69264744392716084e');
INSERT INTO "work_order" VALUES(4,'W000004','2026-01-14 12:10:00.000000','陈强丽','13216456040','热水器','SN85553301','无法启动',9,8,7,'carry_in',NULL,NULL,NULL,'2026-01-17 14:10:00.000000','fixed','none',NULL,NULL,NULL,NULL,NULL,NULL,1,26050,739630,739633,NULL,NULL,202601,0,1,'2026-11-20 01:00:00.000000',2,'e52abd99d684421fe1a65696c94a5515');
INSERT INTO "work_order" VALUES(5,'W000005','2026-01-20 03:06:00.000000','朱敏','13172453046','热水器','SN44765013','漏水',6,6,4,'onsite','2026-01-20 04:07:00.000000','2026-01-22 04:07:00.000000','2026-01-22 04:07:00.000000','2026-01-23 07:07:00.000000','fixed','late','high',NULL,NULL,NULL,NULL,NULL,0,0,739636,739639,3660000000,0,202601,0,1,'2026-11-20 01:00:00.000000',2,'d35db4c59a803c4f441130a173dfb3ff');
INSERT INTO "work_order" VALUES(6,'W000006','2026-01-29 11:34:00.000000','何明英','13325835572','空调','SN16550593','漏水',9,10,4,'carry_in','2026-01-29 12:34:00.000000',NULL,NULL,'2026-01-30 12:35:00.000000','fixed','none','low',NULL,NULL,NULL,NULL,NULL,0,NULL,739645,739646,3600000000,NULL,202601,0,1,'2026-11-20 01:00:00.000000',2,'10203e09b702768a9c580e13d12b8dce');
INSERT INTO "work_order" VALUES(7,'W000007','2026-01-02 16:10:00.000000','马英丽','13110536737','热水器','SN46809241','无法启动',6,8,7,'onsite','2026-01-02 20:10:00.000000',NULL,'2026-01-04 20:10:00.000000','2026-01-08 01:10:00.000000','not_fixed','late','high',NULL,NULL,NULL,NULL,NULL,0,0,739619,739624,14400000000,172800000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'a6fd05b8caa1f8c7b9e314ac86368f5c');
INSERT INTO "work_order" VALUES(8,'W000008','2025-12-31 16:14:00.000000','罗秀','13486728728','热水器','SN08909466','异响',9,3,NULL,'onsite','2025-12-31 20:14:00.000000',NULL,'2026-01-02 20:14:00.000000','2026-01-03 00:14:00.000000','fixed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,739617,739619,14400000000,172800000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'e3cc80fba2a5c0d3c2af7571c484e1ab');
INSERT INTO "work_order" VALUES(9,'W000009','2026-01-21 19:37:00.000000','李娟','13072753860','洗衣机','SN84503162','无法启动',6,8,NULL,'onsite','2026-01-21 19:42:00.000000',NULL,'2026-01-22 16:09:00.000000','2026-01-25 13:09:00.000000','declined',NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,0,739638,739641,300000000,73620000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'57ab31261685cffd0b1596249fdb38a7');
INSERT INTO "work_order" VALUES(10,'W000010','2026-01-31 07:01:00.000000','李丽杰','13589659454','洗衣机','SN96818855','无法启动',9,3,NULL,'onsite','2026-01-31 07:32:00.000000',NULL,'2026-02-02 09:32:00.000000','2026-02-21 06:32:00.000000','fixed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,739647,739668,1860000000,180000000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'05c26802e4a62c4496205249c711648d');
INSERT INTO "work_order" VALUES(11,'W000011','2026-01-13 09:33:00.000000','孙娜艳','13010751992','洗衣机','SN03128349','异响',6,3,7,'onsite','2026-01-13 10:03:00.000000',NULL,'2026-01-15 07:14:00.000000','2026-01-16 20:14:00.000000','fixed','none',NULL,NULL,NULL,NULL,NULL,NULL,NULL,26050,739629,739633,1800000000,162660000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'0154e704cd91b0462aaf8e737c71e6b8');
INSERT INTO "work_order" VALUES(12,'W000012','2026-02-01 15:55:00.000000','吴军','13346127348','热水器','SN66531541','不制冷',6,8,7,'onsite','2026-02-01 19:02:00.000000','2026-02-03 19:02:00.000000','2026-02-03 19:03:00.000000','2026-02-06 09:02:00.000000','fixed','none','low',9,9,202602,'severe','medium',NULL,NULL,739648,739653,11220000000,60000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'cfd3037a6e97f4fa97f358dfac26f9ac');
INSERT INTO "work_order" VALUES(13,'W000013','2026-01-23 15:02:00.000000','张华','13624802086','空调','SN40102025','无法启动',6,11,7,'onsite','2026-01-23 20:02:00.000000','2026-01-24 20:02:00.000000','2026-01-24 20:02:00.000000','2026-01-29 05:18:00.000000','fixed','none','medium',5,5,202601,'severe','high',NULL,26050,739639,739645,18000000000,0,202601,0,1,'2026-11-20 01:00:00.000000',2,'99f2f9d882be2dc40d2ce51af0caa993');
INSERT INTO "work_order" VALUES(14,'W000014','2026-01-28 12:24:00.000000','周明','13272553925','冰箱','SN28119749','不制冷',9,8,NULL,'onsite','2026-01-28 15:23:00.000000',NULL,'2026-01-30 15:23:00.000000','2026-01-31 11:23:00.000000','fixed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,26050,739644,739647,10740000000,172800000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'f2ca71955dd605efd65b08d71954a6de');
INSERT INTO "work_order" VALUES(15,'W000015','2026-01-21 15:55:00.000000','何勇','13421229504','空调','SN80055936','漏水',6,2,NULL,'onsite','2026-01-21 16:54:00.000000',NULL,'2026-01-22 18:52:00.000000',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,739637,NULL,3540000000,93480000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'a404dcd166e01c8d888220785319d8fe');
INSERT INTO "work_order" VALUES(16,'W000016','2026-01-01 08:55:00.000000','吴丽杰','13975954703','空调','SN70797561','异响',6,2,NULL,'onsite','2026-01-01 15:23:00.000000',NULL,'2026-01-03 06:04:00.000000','2026-01-05 20:04:00.000000','fixed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,8000,739617,739622,23280000000,139260000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'30208838cd3130c3380fb42707d38427');
INSERT INTO "work_order" VALUES(17,'W000017','2026-01-23 15:27:00.000000','王军','13447066858','空调','SN16381805','无法启动',6,6,NULL,'onsite','2026-01-23 20:27:00.000000',NULL,'2026-01-25 20:27:00.000000',NULL,NULL,NULL,NULL,5,5,202601,'severe',NULL,0,NULL,739639,NULL,18000000000,172800000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'ea61227eb89edf51122f325b72678911');
INSERT INTO "work_order" VALUES(18,'W000018','2026-01-14 15:50:00.000000','黄静娟','13871751547','洗衣机','SN27554679','无法启动',9,2,NULL,'onsite','2026-01-14 16:51:00.000000','2026-01-17 16:51:00.000000','2026-01-18 02:51:00.000000','2026-01-18 13:52:00.000000','fixed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,739630,739634,3660000000,36000000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'004e263708b7aa0e6bf8a5844d9b9f98');
INSERT INTO "work_order" VALUES(19,'W000019','2026-01-31 05:42:00.000000','周强明','13482034395','洗衣机','SN04609817','无法启动',9,11,NULL,'carry_in','2026-01-31 08:44:00.000000',NULL,NULL,'2026-02-02 04:46:00.000000','fixed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,739647,739649,10920000000,NULL,202601,0,1,'2026-11-20 01:00:00.000000',2,'0f31d939c4a75c5622dc1acdc2fb83d5');
INSERT INTO "work_order" VALUES(20,'W000020','2026-01-05 15:57:00.000000','胡艳洋','13022152208','空调','SN04681478','异响',9,3,4,'onsite','2026-01-05 16:17:00.000000',NULL,'2026-01-05 20:18:00.000000','2026-01-07 08:18:00.000000','fixed','none','low',NULL,NULL,NULL,NULL,NULL,0,26050,739621,739623,1200000000,14460000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'fd5323035c945659cd1d0ade7d2d6311');
INSERT INTO "work_order" VALUES(21,'W000021','2026-01-07 18:41:00.000000','吴敏强','13241232026','洗衣机','SN31232724','无法启动',9,10,NULL,'onsite',NULL,NULL,NULL,'2026-01-10 04:41:00.000000','not_fixed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,26050,739624,739626,NULL,NULL,202601,0,1,'2026-11-20 01:00:00.000000',2,'b2d6d9a9cd3adc4ec0620397f2dafbd0');
INSERT INTO "work_order" VALUES(22,'W000022','2026-01-10 12:11:00.000000','徐桂娜','13412380405','空调','SN85336835','漏水',6,2,4,'onsite','2026-01-10 16:11:00.000000',NULL,'2026-01-10 20:12:00.000000','2026-01-14 08:12:00.000000','fixed','none','low',NULL,NULL,NULL,NULL,NULL,0,26050,739626,739630,14400000000,14460000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'beff0a4bc120a63bedd689c8994def37');
INSERT INTO "work_order" VALUES(23,'W000023','2026-01-21 03:32:00.000000','杨桂丽','13412644026','热水器','SN09361968','无法启动',9,3,4,'onsite','2026-01-21 08:56:00.000000',NULL,'2026-01-21 12:56:00.000000','2026-01-23 06:56:00.000000','fixed','none','high',NULL,NULL,NULL,NULL,NULL,NULL,8000,739637,739639,19440000000,14400000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'13efd89cae98ac379ae46d20883bc76c');
INSERT INTO "work_order" VALUES(24,'W000024','2026-01-05 01:06:00.000000','罗磊洋','13915084639','冰箱','SN26521796','无法启动',9,3,NULL,'onsite','2026-01-05 01:37:00.000000',NULL,'2026-01-05 02:07:00.000000','2026-01-05 06:07:00.000000','not_fixed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,26050,739621,739621,1860000000,1800000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'5c5a195dc437033155f2330239bb2da8');
INSERT INTO "work_order" VALUES(25,'W000025','2026-01-05 18:32:00.000000','马涛霞','13555035293','空调','SN97646632','异响',9,8,7,'onsite','2026-01-05 19:56:00.000000',NULL,'2026-01-07 21:56:00.000000','2026-01-08 16:56:00.000000','not_fixed','none',NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,739622,739625,5040000000,180000000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'1a710cc90c81b05c03de6b93487045ff');
INSERT INTO "work_order" VALUES(26,'W000026','2026-01-06 05:40:00.000000','罗娟','13068278563','空调','SN90484879','异响',6,2,7,'onsite','2026-01-06 06:00:00.000000',NULL,'2026-01-06 10:00:00.000000','2026-01-07 11:00:00.000000','fixed','none','low',NULL,NULL,NULL,NULL,NULL,1,0,739622,739623,1200000000,14400000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'5d65541d9103d7c992e8a4bb29bb322a');
INSERT INTO "work_order" VALUES(27,'W000027','2026-01-31 11:38:00.000000','陈涛杰','13320573702','空调','SN75193404','漏水',9,2,7,'onsite','2026-01-31 12:39:00.000000',NULL,NULL,'2026-02-04 04:39:00.000000','fixed','none','medium',NULL,NULL,NULL,NULL,NULL,0,26050,739647,739651,3660000000,NULL,202601,0,1,'2026-11-20 01:00:00.000000',2,'34c579144485b8070f243ecfd1b22bbd');
INSERT INTO "work_order" VALUES(28,'W000028','2026-01-29 06:19:00.000000','朱艳芳','13221983087','冰箱','SN93766595','异响',6,10,4,'onsite','2026-01-29 11:19:00.000000',NULL,NULL,'2026-02-16 22:19:00.000000','fixed','none','medium',NULL,NULL,NULL,NULL,NULL,0,NULL,739645,739664,18000000000,NULL,202602,0,1,'2026-11-20 01:00:00.000000',2,'c4c38e3ecefcee9f7cd31a052204f4b4');
INSERT INTO "work_order" VALUES(29,'W000029','2026-01-28 05:56:00.000000','孙霞平','13323001351','冰箱','SN46567578','不制冷',9,11,4,'onsite','2026-01-28 06:26:00.000000',NULL,'2026-01-30 17:31:00.000000','2026-02-02 04:31:00.000000','fixed','none','medium',NULL,NULL,NULL,NULL,NULL,0,26050,739644,739649,1800000000,212700000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'ef569293ff07a325f5f87dae024c60d1');
INSERT INTO "work_order" VALUES(30,'W000030','2026-01-17 14:34:00.000000','杨华','13037313950','冰箱','SN47200776','异响',9,11,NULL,'onsite','2026-01-17 19:34:00.000000',NULL,'2026-01-18 23:33:00.000000','2026-01-19 12:33:00.000000','declined',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,739633,739635,18000000000,100740000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'ecc7559bcdfa68a47d3bcce584435ef8');
INSERT INTO "work_order" VALUES(31,'W000031','2026-01-30 11:04:00.000000','罗超静','13402738133','热水器','SN90497178','漏水',6,6,7,'onsite','2026-01-30 16:04:00.000000',NULL,'2026-01-31 16:05:00.000000','2026-02-02 07:05:00.000000','fixed',NULL,'low',NULL,NULL,NULL,NULL,NULL,1,8000,739646,739649,18000000000,86460000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'2e79ce7ade805210029c9bc7b27a2363');
INSERT INTO "work_order" VALUES(32,'W000032','2026-01-17 20:09:00.000000','吴娜军','13458794385','洗衣机','SN01213714','异响',9,3,7,'onsite','2026-01-17 20:14:00.000000',NULL,'2026-01-18 20:15:00.000000','2026-01-21 01:15:00.000000','fixed','none','medium',NULL,NULL,NULL,NULL,NULL,1,0,739634,739637,300000000,86460000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'eee90ae440ea8418f83bd40e1fc38d56');
INSERT INTO "work_order" VALUES(33,'W000033','2026-01-29 05:01:00.000000','胡平艳','13408803740','空调','SN54233636','漏水',6,2,NULL,'onsite','2026-01-29 05:40:00.000000','2026-01-31 05:40:00.000000','2026-01-31 04:40:00.000000','2026-01-31 05:40:00.000000','fixed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,739645,739647,2340000000,0,202601,0,1,'2026-11-20 01:00:00.000000',2,'f3358433f8f95c488ed6aa71bfac8080');
INSERT INTO "work_order" VALUES(34,'W000034','2026-01-03 13:10:00.000000','刘强敏','13969161699','空调','SN58744595','漏水',6,10,NULL,'onsite','2026-01-03 13:15:00.000000',NULL,'2026-01-03 17:15:00.000000','2026-01-04 21:15:00.000000','fixed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,739619,739621,300000000,14400000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'5aa5925889f1a5e638d1dce5ece3d829');
INSERT INTO "work_order" VALUES(35,'W000035','2026-01-17 04:28:00.000000','何刚','13086477839','空调','SN48673446','漏水',6,11,NULL,'onsite','2026-01-17 05:58:00.000000',NULL,NULL,'2026-01-18 20:58:00.000000','fixed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,0,739633,739635,5400000000,NULL,202601,0,1,'2026-11-20 01:00:00.000000',2,'a695e44dd9222315046a6d987baa4db7');
INSERT INTO "work_order" VALUES(36,'W000036','2026-01-22 16:18:00.000000','周强军','13396939766','洗衣机','SN73088742','不制冷',9,10,7,'onsite','2026-01-22 16:23:00.000000',NULL,'2026-01-23 16:23:00.000000','2026-01-27 09:23:00.000000','declined','none','high',NULL,NULL,NULL,NULL,NULL,0,26050,739639,739643,300000000,86400000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'a9ca6ce17502786e9181a8ce4f672d9d');
INSERT INTO "work_order" VALUES(37,'W000037','2026-01-03 21:22:00.000000','孙明娜','13870407179','冰箱','SN81644253','漏水',9,10,7,'onsite','2026-01-04 01:22:00.000000',NULL,'2026-01-05 01:22:00.000000','2026-01-05 13:22:00.000000','fixed','none','low',NULL,NULL,NULL,NULL,NULL,0,26050,739620,739621,14400000000,86400000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'32bbc0fa03a5201e8acda429af060c82');
INSERT INTO "work_order" VALUES(38,'W000038','2026-01-31 15:59:00.000000','黄桂勇','13687661922','空调','SN97052438','不制冷',9,2,4,'onsite','2026-01-31 16:29:00.000000',NULL,'2026-02-01 16:29:00.000000','2026-02-03 11:29:00.000000','fixed','none','high',NULL,NULL,NULL,NULL,NULL,0,26050,739647,739650,1800000000,86400000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'36fe484d94e11d59f0972118726b115f');
INSERT INTO "work_order" VALUES(39,'W000039','2026-01-31 15:59:00.000000','马洋涛','13779818887','冰箱','SN44460563','漏水',9,10,7,'onsite','2026-01-31 17:00:00.000000',NULL,'2026-02-01 17:00:00.000000','2026-02-05 15:00:00.000000','fixed','none','medium',NULL,NULL,NULL,NULL,NULL,NULL,26050,739647,739652,3660000000,86400000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'87271a0348a27137d904571f7936a3fe');
INSERT INTO "work_order" VALUES(40,'W000040','2026-02-25 15:00:00.000000','张伟','13694257672','空调','SN59850184','漏水',9,3,4,'carry_in','2026-02-25 15:20:00.000000',NULL,NULL,'2026-02-28 15:20:00.000000','fixed','none','medium',9,9,202602,'severe','low',0,NULL,739672,739675,1200000000,NULL,202602,0,1,'2026-11-20 01:00:00.000000',2,'511e5d5df03ecfa768fb2403585e98e9');
INSERT INTO "work_order" VALUES(41,'W000041','2026-01-07 21:11:00.000000','孙英娟','13239465929','洗衣机','SN22940357','不制冷',9,10,7,'carry_in','2026-01-07 21:16:00.000000',NULL,NULL,'2026-01-10 08:16:00.000000','fixed','none','medium',NULL,NULL,NULL,NULL,NULL,0,NULL,739624,739626,300000000,NULL,202601,0,1,'2026-11-20 01:00:00.000000',2,'80e06029b880d87ee7200a6fc9211a16');
INSERT INTO "work_order" VALUES(42,'W000042','2026-01-24 04:10:00.000000','徐军桂','13290665846','热水器','SN32602556','异响',6,11,7,'onsite','2026-01-24 09:10:00.000000',NULL,'2026-01-24 13:58:00.000000','2026-01-27 20:58:00.000000','fixed','wrong','high',NULL,NULL,NULL,NULL,NULL,0,8000,739640,739644,18000000000,17280000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'ead99e280768d10144e324834229b784');
INSERT INTO "work_order" VALUES(43,'W000043','2026-01-13 20:26:00.000000','徐丽明','13605920187','洗衣机','SN52858680','无法启动',9,11,NULL,'onsite','2026-01-14 00:26:00.000000','2026-01-17 00:26:00.000000','2026-01-17 10:26:00.000000','2026-01-17 11:26:00.000000','fixed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,8000,739630,739633,14400000000,36000000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'a24cd28b42e998e836d25ba730e1cb6e');
INSERT INTO "work_order" VALUES(44,'W000044','2026-01-07 16:16:00.000000','罗秀','13532333887','冰箱','SN37396741','无法启动',9,2,4,'onsite','2026-01-07 18:05:00.000000',NULL,'2026-01-08 16:50:00.000000','2026-01-10 18:50:00.000000','fixed','none',NULL,NULL,NULL,NULL,NULL,NULL,0,26050,739624,739627,6540000000,81900000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'53fa11b97f394c657b2fcf148f397bcd');
INSERT INTO "work_order" VALUES(45,'W000045','2026-02-05 15:39:00.000000','张勇洋','13675388773','空调','SN94341259','不制冷',9,11,NULL,'onsite','2026-02-05 16:10:00.000000','2026-02-07 16:10:00.000000','2026-02-07 16:10:00.000000',NULL,NULL,NULL,NULL,42,42,202602,'severe','low',1,26050,739652,NULL,1860000000,0,202602,0,1,'2026-11-20 01:00:00.000000',2,'332c05a820fddfa52ceeb3b13c16ed4e');
INSERT INTO "work_order" VALUES(46,'W000046','2026-01-09 11:21:00.000000','朱超伟','13620138416','空调','SN09431071','异响',6,3,7,'onsite','2026-01-09 11:51:00.000000',NULL,'2026-01-10 11:51:00.000000','2026-01-12 15:51:00.000000','fixed','late',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,739625,739628,1800000000,86400000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'8331b477ff7900fc3b9335b71534faa6');
INSERT INTO "work_order" VALUES(47,'W000047','2026-01-02 09:57:00.000000','周敏勇','13971931241','冰箱','SN84413925','无法启动',9,11,4,'onsite','2026-01-02 14:48:00.000000',NULL,'2026-01-04 16:48:00.000000','2026-01-21 17:48:00.000000','fixed','none','high',NULL,NULL,NULL,NULL,NULL,0,0,739618,739638,17460000000,180000000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'a73afd57afdaceb31de26360c0ae8b29');
INSERT INTO "work_order" VALUES(48,'W000048','2026-01-12 17:47:00.000000','林平','13717380796','洗衣机','SN23877120','漏水',6,8,4,'onsite','2026-01-12 18:17:00.000000',NULL,'2026-01-12 18:47:00.000000','2026-02-01 10:47:00.000000','fixed','none','low',NULL,NULL,NULL,NULL,NULL,NULL,NULL,739629,739648,1800000000,1800000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'f4913475aa9e286baaa71eba3ca749b1');
INSERT INTO "work_order" VALUES(49,'W000049','2026-01-24 09:53:00.000000','林霞','13521006524','空调','SN36664439','无法启动',6,3,NULL,'onsite','2026-01-24 10:13:00.000000','2026-01-27 10:13:00.000000','2026-01-27 10:13:00.000000',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,739640,NULL,1200000000,0,202602,0,1,'2026-11-20 01:00:00.000000',2,'ed8511107eafb7c0e966b2786a0f53a3');
INSERT INTO "work_order" VALUES(50,'W000050','2026-01-29 15:26:00.000000','周超洋','13685486599','冰箱','SN38655306','异响',6,8,NULL,'onsite','2026-01-29 16:26:00.000000',NULL,'2026-01-29 20:26:00.000000','2026-01-31 04:26:00.000000','fixed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,739645,739647,3600000000,14400000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'a423003885dfd1325102a4ecb3830925');
INSERT INTO "work_order" VALUES(51,'W000051','2026-01-19 15:25:00.000000','王磊英','13775218104','空调','SN21192034','漏水',6,8,4,'onsite','2026-01-19 20:25:00.000000',NULL,'2026-01-20 20:25:00.000000','2026-01-22 23:25:00.000000','fixed','none','low',NULL,NULL,NULL,NULL,NULL,0,NULL,739635,739639,18000000000,86400000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'38a90cb9befd5632547d8f908c82c577');
INSERT INTO "work_order" VALUES(52,'W000052','2026-01-22 10:34:00.000000','黄桂','13641461497','热水器','SN17443207','漏水',9,10,4,'onsite','2026-01-22 10:54:00.000000',NULL,'2026-01-22 14:55:00.000000','2026-01-27 16:55:00.000000','fixed','none','medium',NULL,NULL,NULL,NULL,NULL,0,NULL,739638,739644,1200000000,14460000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'ffc3db17b1a0c9fe07ec24d602762671');
INSERT INTO "work_order" VALUES(53,'W000053','2026-01-30 09:17:00.000000','赵娜娜','13538197109','冰箱','SN12816411','异响',9,8,NULL,'onsite','2026-01-30 11:01:00.000000',NULL,'2026-01-30 15:01:00.000000','2026-01-31 08:01:00.000000','fixed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,739646,739647,6240000000,14400000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'b24b6adba4a8e843a50f216e50ed9932');
INSERT INTO "work_order" VALUES(54,'W000054','2026-01-04 18:21:00.000000','马平涛','13216485078','空调','SN62719885','不制冷',6,3,4,'onsite','2026-01-04 22:21:00.000000',NULL,'2026-01-06 22:21:00.000000','2026-01-09 04:21:00.000000','fixed','none','low',NULL,NULL,NULL,NULL,NULL,1,8000,739621,739625,14400000000,172800000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'0d0b6aee294207c80e17c0245bb7f31d');
INSERT INTO "work_order" VALUES(55,'W000055','2026-01-31 15:59:00.000000','胡英','13186336897','空调','SN90351677','无法启动',6,2,7,'onsite','2026-01-31 16:59:00.000000',NULL,'2026-01-31 20:59:00.000000','2026-02-04 11:59:00.000000','fixed','none','high',NULL,NULL,NULL,NULL,NULL,0,26050,739647,739651,3600000000,14400000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'4188e5ef4dbe700161ff1bf565fa3992');
INSERT INTO "work_order" VALUES(56,'W000056','2026-02-11 07:31:00.000000','高杰霞','13793211260','冰箱','SN77564059','无法启动',6,3,4,'onsite','2026-02-11 07:36:00.000000',NULL,NULL,'2026-02-11 18:36:00.000000','fixed','none','medium',NULL,NULL,NULL,NULL,NULL,NULL,8000,739658,739659,300000000,NULL,202602,0,1,'2026-11-20 01:00:00.000000',2,'4471aaab13c8b95155296293b93338a0');
INSERT INTO "work_order" VALUES(57,'W000057','2026-02-06 14:21:00.000000','林艳','13760831941','空调','SN19085912','不制冷',9,11,NULL,'onsite','2026-02-06 15:21:00.000000',NULL,'2026-02-06 15:51:00.000000','2026-02-08 15:51:00.000000','cancelled',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,739653,739655,3600000000,1800000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'ffeb4ee93dfa8fae791687c6e9f45a38');
INSERT INTO "work_order" VALUES(58,'W000058','2026-02-01 19:58:00.000000','高丽华','13324166812','冰箱','SN71536583','异响',6,10,4,'onsite','2026-02-01 20:59:00.000000','2026-02-02 20:59:00.000000','2026-02-03 20:59:00.000000','2026-02-06 12:59:00.000000','fixed','none',NULL,NULL,NULL,NULL,NULL,NULL,1,0,739649,739653,3660000000,86400000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'b2ac4725b04fbbade2ed7c97e8d3b2ba');
INSERT INTO "work_order" VALUES(59,'W000059','2026-02-19 15:15:00.000000','胡超','13464443206','冰箱','SN57452786','不制冷',9,2,7,'onsite','2026-02-19 20:15:00.000000',NULL,'2026-02-19 20:45:00.000000','2026-02-22 00:45:00.000000','fixed','none','low',35,35,202602,'moderate',NULL,NULL,8000,739666,739669,18000000000,1800000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'0b2d610e38ee2796492633b77bf4f865');
INSERT INTO "work_order" VALUES(60,'W000060','2026-02-12 01:55:00.000000','胡洋勇','13458746443','洗衣机','SN34779810','无法启动',9,2,4,'carry_in','2026-02-12 05:55:00.000000',NULL,NULL,'2026-02-16 09:56:00.000000','fixed','none',NULL,NULL,NULL,NULL,NULL,NULL,1,8000,739659,739663,14400000000,NULL,202602,0,1,'2026-11-20 01:00:00.000000',2,'fc5c4b71babda0ad58d022798eedd311');
INSERT INTO "work_order" VALUES(61,'W000061','2026-02-27 10:20:00.000000','赵平','13007032539','热水器','SN65411764','漏水',9,8,7,'onsite','2026-02-27 10:40:00.000000',NULL,'2026-03-01 05:13:00.000000','2026-03-04 19:13:00.000000','fixed','none','high',NULL,NULL,NULL,NULL,NULL,0,8000,739674,739680,1200000000,153180000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'7900acfd7f1f8833f60eff3eb1103601');
INSERT INTO "work_order" VALUES(62,'W000062','2026-02-08 05:19:00.000000','周洋杰','13669847368','冰箱','SN88199324','异响',6,8,NULL,'carry_in','2026-02-08 10:19:00.000000',NULL,NULL,'2026-02-10 20:19:00.000000','fixed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,26050,739655,739658,18000000000,NULL,202602,0,1,'2026-11-20 01:00:00.000000',2,'b32706bf1e294e64f9dfe0ccdac9acf9');
INSERT INTO "work_order" VALUES(63,'W000063','2026-02-09 01:00:00.000000','孙丽','13900451109','洗衣机','SN78900372','不制冷',9,2,NULL,'onsite','2026-02-09 01:20:00.000000',NULL,'2026-02-09 05:20:00.000000','2026-02-12 11:20:00.000000','fixed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,739656,739659,1200000000,14400000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'705325de8834a142f7ea4723c3bea9fa');
INSERT INTO "work_order" VALUES(64,'W000064','2026-02-12 22:09:00.000000','刘洋敏','13636896128','热水器','SN07234349','异响',6,8,7,'onsite','2026-02-12 23:10:00.000000',NULL,'2026-02-12 23:40:00.000000','2026-02-15 04:40:00.000000','fixed','none',NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,739660,739662,3660000000,1800000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'aba7fceed2afd4168d7351dbd5c195ab');
INSERT INTO "work_order" VALUES(65,'W000065','2026-02-27 12:24:00.000000','王娜','13367778386','洗衣机','SN40628581','不制冷',9,10,4,'onsite','2026-02-27 13:54:00.000000',NULL,'2026-02-27 17:55:00.000000',NULL,NULL,'none','medium',NULL,NULL,NULL,NULL,NULL,0,0,739674,NULL,5400000000,14460000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'c315b26886bcd670d00ca69c65526c5a');
INSERT INTO "work_order" VALUES(66,'W000066','2026-02-26 16:14:00.000000','徐磊','13660714871','空调','SN96627160','无法启动',9,10,NULL,'onsite','2026-02-26 19:52:00.000000',NULL,'2026-02-28 19:52:00.000000','2026-03-01 05:52:00.000000','fixed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,8000,739674,739676,13080000000,172800000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'47f0540bb108374fed88fba2d1177f7a');
INSERT INTO "work_order" VALUES(67,'W000067','2026-02-21 07:08:00.000000','张军','13636796252','冰箱','SN03943025','无法启动',9,9,4,'onsite','2026-02-21 07:28:00.000000',NULL,NULL,'2026-02-23 02:28:00.000000','fixed','none',NULL,NULL,NULL,NULL,NULL,NULL,1,26050,739668,739670,1200000000,NULL,202602,0,1,'2026-11-20 01:00:00.000000',2,'9ab1b67e27346acceff198a8224c7268');
INSERT INTO "work_order" VALUES(68,'W000068','2026-02-13 07:14:00.000000','孙涛','13358648328','热水器','SN50714493','漏水',6,3,NULL,'onsite','2026-02-13 07:34:00.000000',NULL,'2026-02-15 07:34:00.000000','2026-02-19 02:34:00.000000','fixed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,0,739660,739666,1200000000,172800000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'c8025205d046aa44dcb1f40d23306b4d');
INSERT INTO "work_order" VALUES(69,'W000069','2026-02-05 02:41:00.000000','李桂','13913399701','热水器','SN36687681','漏水',9,3,NULL,'onsite','2026-02-05 03:42:00.000000',NULL,'2026-02-06 03:42:00.000000','2026-02-06 16:42:00.000000','fixed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,26050,739652,739654,3660000000,86400000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'52b7668e5b85f5fb42e7984fd332c2d6');
INSERT INTO "work_order" VALUES(70,'W000070','2026-02-01 20:41:00.000000','杨杰涛','13956642816','洗衣机','SN98637215','异响',6,8,4,'onsite','2026-02-02 00:41:00.000000',NULL,'2026-02-02 01:11:00.000000','2026-02-15 15:11:00.000000','fixed','none','medium',NULL,NULL,NULL,NULL,NULL,0,8000,739649,739662,14400000000,1800000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'49bc908cf038e5155515751b9afb4802');
INSERT INTO "work_order" VALUES(71,'W000071','2026-01-14 15:27:00.000000','李伟敏','13204694191','洗衣机','SN16002740','无法启动',9,9,7,'onsite','2026-01-14 16:27:00.000000','2026-01-16 16:27:00.000000','2026-01-16 15:27:00.000000','2026-01-17 13:28:00.000000','fixed','none','high',22,22,202601,'moderate','medium',0,26050,739630,739633,3600000000,0,202601,0,1,'2026-11-20 01:00:00.000000',2,'cf7dd00f9c73d9828cacd423400611eb');
INSERT INTO "work_order" VALUES(72,'W000072','2026-01-31 16:00:00.000000','马伟','13604445129','热水器','SN37062182','无法启动',6,8,7,'onsite','2026-01-31 16:20:00.000000',NULL,'2026-01-31 20:21:00.000000',NULL,NULL,'none','high',NULL,NULL,NULL,NULL,NULL,1,NULL,739648,NULL,1200000000,14460000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'03289ddc096f63093108e60156c5b839');
INSERT INTO "work_order" VALUES(73,'W000073','2026-02-06 19:03:00.000000','黄强','13615368219','热水器','SN62676643','异响',9,3,NULL,'onsite','2026-02-06 19:33:00.000000',NULL,'2026-02-07 19:33:00.000000','2026-02-10 04:33:00.000000','fixed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,8000,739654,739657,1800000000,86400000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'5baab0fe076170e86de38977a644eb5b');
INSERT INTO "work_order" VALUES(74,'W000074','2026-02-01 16:35:00.000000','郭洋','13931813715','热水器','SN58118767','异响',9,3,4,'carry_in','2026-02-01 17:06:00.000000',NULL,NULL,'2026-02-07 17:06:00.000000','fixed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,739649,739655,1860000000,NULL,202602,0,1,'2026-11-20 01:00:00.000000',2,'d37f883ba0685e1f827c5b811b59abb7');
INSERT INTO "work_order" VALUES(75,'W000075','2026-02-14 01:26:00.000000','孙超','13506697523','洗衣机','SN46880214','无法启动',6,10,7,'onsite','2026-02-14 02:26:00.000000',NULL,'2026-02-16 04:26:00.000000','2026-02-17 19:26:00.000000','not_fixed','wrong','high',NULL,NULL,NULL,NULL,NULL,0,26050,739661,739665,3600000000,180000000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'61547b3394963a0af4ffaffcad8f2c8d');
INSERT INTO "work_order" VALUES(76,'W000076','2026-02-11 04:15:00.000000','陈磊','13834702334','冰箱','SN25641377','异响',6,2,4,'onsite','2026-02-11 05:16:00.000000',NULL,'2026-02-11 09:17:00.000000','2026-02-15 04:17:00.000000','fixed','none','medium',NULL,NULL,NULL,NULL,NULL,1,0,739658,739662,3660000000,14460000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'97130f06c8c858307cf8db1fed4e8eba');
INSERT INTO "work_order" VALUES(77,'W000077','2026-01-31 15:56:00.000000','罗娜英','13432340655','洗衣机','SN22418551','不制冷',6,10,4,'onsite','2026-01-31 16:16:00.000000',NULL,NULL,'2026-02-02 00:16:00.000000','fixed','none','low',14,14,202601,NULL,'medium',NULL,8000,739647,739649,1200000000,NULL,202601,0,1,'2026-11-20 01:00:00.000000',2,'94f855935c0f7930e8426264e29ba71b');
INSERT INTO "work_order" VALUES(78,'W000078','2026-02-20 11:15:00.000000','朱磊','13129924085','洗衣机','SN59126332','异响',6,10,NULL,'onsite','2026-02-20 12:15:00.000000',NULL,'2026-02-21 12:16:00.000000','2026-02-25 08:16:00.000000','fixed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,26050,739667,739672,3600000000,86460000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'e2181f88ebe75bbc7e412ac6e35f7141');
INSERT INTO "work_order" VALUES(79,'W000079','2026-02-08 12:19:00.000000','朱霞明','13484994855','冰箱','SN72467062','不制冷',9,3,4,'onsite','2026-02-08 13:20:00.000000',NULL,'2026-02-08 17:20:00.000000','2026-02-09 01:20:00.000000','fixed','none','low',NULL,NULL,NULL,NULL,NULL,NULL,8000,739655,739656,3660000000,14400000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'a7f88b94825dbacd9645829cad4c5dcb');
INSERT INTO "work_order" VALUES(80,'W000080','2026-02-28 10:35:00.000000','林艳强','13506809611','洗衣机','SN02857058','不制冷',6,11,4,'onsite','2026-02-28 11:06:00.000000',NULL,'2026-02-28 15:06:00.000000','2026-03-01 08:06:00.000000','fixed','none','low',NULL,NULL,NULL,NULL,NULL,1,8000,739675,739676,1860000000,14400000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'b71893f3a5d1abb9f81b9e34202a9995');
INSERT INTO "work_order" VALUES(81,'W000081','2026-01-31 16:00:00.000000','何秀','13805929622','洗衣机','SN16279904','漏水',6,11,NULL,'onsite','2026-01-31 16:20:00.000000',NULL,'2026-02-03 04:07:00.000000','2026-02-05 05:07:00.000000','fixed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,8000,739648,739652,1200000000,215220000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'97bf8d4ad3b7bb94415975f403f57c98');
INSERT INTO "work_order" VALUES(82,'W000082','2026-02-25 14:48:00.000000','刘涛平','13660632116','冰箱','SN71451755','不制冷',6,10,4,'onsite','2026-02-25 19:10:00.000000',NULL,'2026-02-25 19:40:00.000000','2026-03-01 03:40:00.000000','fixed','late','medium',NULL,NULL,NULL,NULL,NULL,1,26050,739672,739676,15720000000,1800000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'123c8ee86ef431c4f0ad512b1d5184fc');
INSERT INTO "work_order" VALUES(83,'W000083','2026-02-15 10:37:00.000000','马娜杰','13284176721','空调','SN03530983','无法启动',9,8,4,'onsite','2026-02-15 11:08:00.000000','2026-02-16 11:08:00.000000','2026-02-15 15:09:00.000000','2026-02-16 06:09:00.000000','fixed','late','high',NULL,NULL,NULL,NULL,NULL,0,0,739662,739663,1860000000,0,202602,0,1,'2026-11-20 01:00:00.000000',2,'b8bfded6170c6e95e149d403a4c9a403');
INSERT INTO "work_order" VALUES(84,'W000084','2026-02-12 20:42:00.000000','朱平涛','13633536827','空调','SN26204800','无法启动',9,8,7,'onsite','2026-02-12 21:42:00.000000',NULL,'2026-02-13 01:42:00.000000','2026-02-15 13:42:00.000000','fixed','none','high',NULL,NULL,NULL,NULL,NULL,NULL,0,739660,739662,3600000000,14400000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'09f821f6010afda873c54837ba81d44e');
INSERT INTO "work_order" VALUES(85,'W000085','2026-02-18 10:26:00.000000','高磊娜','13807516623','空调','SN68448375','异响',9,2,NULL,'carry_in','2026-02-18 10:56:00.000000',NULL,NULL,'2026-02-22 14:56:00.000000','fixed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,739665,739669,1800000000,NULL,202602,0,1,'2026-11-20 01:00:00.000000',2,'ac22dd0e7a209b2d989cd638aa4a2de0');
INSERT INTO "work_order" VALUES(86,'W000086','2026-02-19 08:59:00.000000','朱敏','13946408216','空调','SN56666456','不制冷',6,2,NULL,'onsite','2026-02-19 09:19:00.000000',NULL,'2026-02-19 13:19:00.000000','2026-02-22 04:19:00.000000','not_fixed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,26050,739666,739669,1200000000,14400000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'33514adffc4662982e7350cc566b6b56');
INSERT INTO "work_order" VALUES(87,'W000087','2026-02-05 15:01:00.000000','赵桂艳','13665953868','热水器','SN99495821','异响',9,11,7,'carry_in','2026-02-05 15:21:00.000000',NULL,NULL,'2026-02-05 18:21:00.000000','fixed','none',NULL,NULL,NULL,NULL,NULL,NULL,1,0,739652,739653,1200000000,NULL,202602,0,1,'2026-11-20 01:00:00.000000',2,'da50f471a7cd2b00603964f14ec0ecd9');
INSERT INTO "work_order" VALUES(88,'W000088','2026-02-17 15:32:00.000000','朱芳','13251320155','热水器','SN55910685','异响',6,2,4,'onsite','2026-02-17 15:37:00.000000',NULL,NULL,'2026-02-18 22:37:00.000000','fixed','none','high',71,22,202602,'moderate','high',1,8000,739664,739666,300000000,NULL,202602,0,1,'2026-11-20 01:00:00.000000',2,'b0cc357d45712296c7c881a55cece78c');
INSERT INTO "work_order" VALUES(89,'W000089','2026-02-12 21:48:00.000000','王华芳','13431724005','空调','SN78309484','漏水',9,2,NULL,'onsite','2026-02-13 00:57:00.000000',NULL,'2026-02-13 04:57:00.000000',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,0,739660,NULL,11340000000,14400000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'bf08b42035027536e8f9d45b415b5261');
INSERT INTO "work_order" VALUES(90,'W000090','2026-02-05 05:01:00.000000','张超军','13064915271','洗衣机','SN38073497','漏水',6,3,4,'carry_in','2026-02-05 05:32:00.000000',NULL,NULL,'2026-02-08 21:32:00.000000','fixed','late','medium',NULL,NULL,NULL,NULL,NULL,0,0,739652,739656,1860000000,NULL,202602,0,1,'2026-11-20 01:00:00.000000',2,'e2d15621b6563a65a7ee9acc06683ed6');
INSERT INTO "work_order" VALUES(91,'W000091','2026-02-20 12:13:00.000000','高秀','13926395605','空调','SN80393619','异响',6,8,7,'onsite',NULL,NULL,NULL,'2026-02-21 08:13:00.000000','fixed','none','low',NULL,NULL,NULL,NULL,NULL,NULL,0,739667,739668,NULL,NULL,202602,0,1,'2026-11-20 01:00:00.000000',2,'46621d7b6bd88fda29acced875468b81');
INSERT INTO "work_order" VALUES(92,'W000092','2026-02-15 09:08:00.000000','王伟','13159083115','冰箱','SN44220932','异响',6,8,7,'onsite','2026-02-15 10:09:00.000000',NULL,'2026-02-15 14:10:00.000000','2026-02-17 00:10:00.000000','fixed','none','medium',NULL,NULL,NULL,NULL,NULL,0,26050,739662,739664,3660000000,14460000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'4e0b645b280be2e5a546cf878a1d673a');
INSERT INTO "work_order" VALUES(93,'W000093','2026-02-04 23:11:00.000000','张静艳','13696772882','冰箱','SN69249130','不制冷',6,2,NULL,'carry_in','2026-02-04 23:16:00.000000',NULL,NULL,'2026-02-07 01:16:00.000000','fixed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,0,739652,739654,300000000,NULL,202602,0,1,'2026-11-20 01:00:00.000000',2,'6d235232e7e693b0900fd2a7c00f53b9');
INSERT INTO "work_order" VALUES(94,'W000094','2026-02-21 07:59:00.000000','何洋','13472463074','冰箱','SN76230716','异响',9,11,7,'onsite','2026-02-21 08:30:00.000000',NULL,'2026-02-22 08:31:00.000000',NULL,NULL,'none','high',NULL,NULL,NULL,NULL,NULL,0,0,739668,NULL,1860000000,86460000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'ed8ee51bd1c8276d9d9efb1ff5a6eca0');
INSERT INTO "work_order" VALUES(95,'W000095','2026-02-04 08:51:00.000000','杨秀','13082670914','洗衣机','SN24904561','漏水',9,2,NULL,'carry_in','2026-02-04 09:52:00.000000',NULL,NULL,'2026-02-05 09:22:00.000000','declined',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,8000,739651,739652,3660000000,NULL,202602,0,1,'2026-11-20 01:00:00.000000',2,'4bdaa830f100355e08ddfcf483be5921');
INSERT INTO "work_order" VALUES(96,'W000096','2026-02-15 03:18:00.000000','刘静','13082392071','洗衣机','SN27489498','无法启动',9,3,NULL,'onsite','2026-02-15 04:48:00.000000',NULL,'2026-02-15 12:19:00.000000','2026-02-17 01:19:00.000000','fixed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,8000,739662,739664,5400000000,27060000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'8dc8d5b88b2009da1e20d90996951d50');
INSERT INTO "work_order" VALUES(97,'W000097','2026-02-28 06:33:00.000000','吴平','13006871492','洗衣机','SN11049760','漏水',6,11,4,'onsite','2026-02-28 10:19:00.000000',NULL,'2026-03-01 10:19:00.000000','2026-03-04 10:19:00.000000','not_fixed',NULL,'low',NULL,NULL,NULL,NULL,NULL,NULL,8000,739675,739679,13560000000,86400000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'e160a51dfe39b92b8e2252de2d08d51d');
INSERT INTO "work_order" VALUES(98,'W000098','2026-02-01 15:00:00.000000','黄霞勇','13723243516','热水器','SN82189752','异响',9,10,4,'onsite','2026-02-01 19:00:00.000000',NULL,'2026-02-03 08:08:00.000000','2026-02-04 22:08:00.000000','fixed','late','low',NULL,NULL,NULL,NULL,NULL,1,0,739648,739652,14400000000,133680000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'a0a9e4388b62d3f8e3d7592b09633717');
INSERT INTO "work_order" VALUES(99,'W000099','2026-02-02 15:31:00.000000','孙秀洋','13663009365','冰箱','SN16932499','漏水',6,10,NULL,'onsite','2026-02-02 17:55:00.000000',NULL,'2026-02-04 19:55:00.000000','2026-02-06 07:55:00.000000','fixed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,26050,739649,739653,8640000000,180000000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'38e231abc585148927a81ae1ae9caaed');
INSERT INTO "work_order" VALUES(100,'W000100','2026-01-13 15:14:00.000000','罗磊','13788386414','冰箱','SN11957376','无法启动',9,10,7,'onsite','2026-01-13 15:45:00.000000',NULL,'2026-01-13 19:46:00.000000','2026-01-13 22:46:00.000000','fixed','wrong','medium',46,46,202601,'severe',NULL,0,26050,739629,739630,1860000000,14460000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'584ab2f853b8455f9e1c5166f0ce49a5');
INSERT INTO "work_order" VALUES(101,'W000101','2026-02-24 14:35:00.000000','徐军超','13013158597','空调','SN10342750','异响',6,11,7,'onsite','2026-02-24 15:35:00.000000',NULL,'2026-02-24 16:05:00.000000','2026-02-27 01:05:00.000000','cancelled','none','low',NULL,NULL,NULL,NULL,NULL,1,NULL,739671,739674,3600000000,1800000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'6cddd182e9bceca393e2dbbc74a41423');
INSERT INTO "work_order" VALUES(102,'W000102','2026-02-04 07:43:00.000000','黄娟杰','13776954765','热水器','SN76048087','无法启动',6,11,7,'onsite','2026-02-04 09:13:00.000000',NULL,'2026-02-06 11:13:00.000000','2026-02-10 10:13:00.000000','fixed','none','high',NULL,NULL,NULL,NULL,NULL,0,0,739651,739657,5400000000,180000000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'f7b0b3f3ad5545a29e6f97c30601244e');
INSERT INTO "work_order" VALUES(103,'W000103','2026-02-05 06:35:00.000000','吴杰','13457583578','洗衣机','SN57571135','漏水',9,2,NULL,'onsite','2026-02-05 06:40:00.000000',NULL,'2026-02-06 06:41:00.000000','2026-02-08 04:41:00.000000','fixed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,0,739652,739655,300000000,86460000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'87409b3af98c92cc5f3d251176f35432');
INSERT INTO "work_order" VALUES(104,'W000104','2026-02-21 23:26:00.000000','王英','13433051059','洗衣机','SN43836723','无法启动',6,3,NULL,'onsite','2026-02-21 23:57:00.000000',NULL,'2026-02-22 03:57:00.000000','2026-02-23 23:57:00.000000','fixed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,0,739669,739671,1860000000,14400000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'0568c15a4ad213dac98955e0f32ff43f');
INSERT INTO "work_order" VALUES(105,'W000105','2026-02-25 05:13:00.000000','黄桂','13894853136','冰箱','SN02185738','无法启动',9,8,7,'onsite','2026-02-25 05:18:00.000000',NULL,'2026-02-25 09:19:00.000000','2026-02-26 10:19:00.000000','fixed',NULL,'medium',NULL,NULL,NULL,NULL,NULL,0,NULL,739672,739673,300000000,14460000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'33bd316de2ebc3db014d4febf4081443');
INSERT INTO "work_order" VALUES(106,'W000106','2026-02-20 15:44:00.000000','陈敏秀','13869304545','热水器','SN72873845','不制冷',9,3,4,'carry_in','2026-02-20 16:04:00.000000',NULL,NULL,'2026-02-25 04:04:00.000000','fixed','none','low',50,50,202602,'minor','high',0,26050,739667,739672,1200000000,NULL,202602,0,1,'2026-11-20 01:00:00.000000',2,'1715b679ff419c4dd7b4ffc595fa4afd');
INSERT INTO "work_order" VALUES(107,'W000107','2026-02-18 03:45:00.000000','朱刚刚','13287505255','洗衣机','SN23500030','不制冷',6,3,7,'carry_in','2026-02-18 03:50:00.000000',NULL,NULL,'2026-03-06 17:20:00.000000','fixed','none','high',NULL,NULL,NULL,NULL,NULL,0,8000,739665,739682,300000000,NULL,202602,0,1,'2026-11-20 01:00:00.000000',2,'9f7ea36370185ecd00a4bc12ead2248b');
INSERT INTO "work_order" VALUES(108,'W000108','2026-02-02 03:50:00.000000','陈华伟','13754247859','空调','SN83757069','无法启动',6,3,NULL,'carry_in','2026-02-02 04:51:00.000000',NULL,NULL,'2026-02-05 03:51:00.000000','declined',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,8000,739649,739652,3660000000,NULL,202602,0,1,'2026-11-20 01:00:00.000000',2,'a05459fed5000246d981058e0c9390fa');
INSERT INTO "work_order" VALUES(109,'W000109','2026-02-18 07:50:00.000000','胡涛','13276676032','洗衣机','SN00845741','不制冷',6,2,7,'onsite','2026-02-18 08:10:00.000000',NULL,'2026-02-19 08:10:00.000000','2026-02-20 01:10:00.000000','fixed','none','low',NULL,NULL,NULL,NULL,NULL,NULL,26050,739665,739667,1200000000,86400000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'720446800fd91e9b4dce8abefa5f229f');
INSERT INTO "work_order" VALUES(110,'W000110','2026-02-19 00:19:00.000000','黄娟桂','13450021491','热水器','SN16896701','无法启动',9,10,4,'carry_in','2026-02-19 04:19:00.000000',NULL,NULL,'2026-02-22 16:19:00.000000','fixed','none','low',NULL,NULL,NULL,NULL,NULL,0,0,739666,739670,14400000000,NULL,202602,0,1,'2026-11-20 01:00:00.000000',2,'0a2ea08d58025807176ee0f0e8116479');
CREATE INDEX ix_employee_name ON employee (name);
CREATE INDEX ix_assignment_supervisor_id ON assignment (supervisor_id);
CREATE UNIQUE INDEX calendar_day_in_force ON calendar_day (layer, day) WHERE until_version_id IS NULL;
CREATE UNIQUE INDEX calendar_year_in_force ON calendar_year (year) WHERE until_version_id IS NULL;
CREATE INDEX order_by_customer ON work_order (customer_name);
CREATE INDEX order_by_period ON work_order (period, completed_at);
CREATE INDEX order_by_phone ON work_order (customer_phone) WHERE customer_phone IS NOT NULL;
CREATE INDEX order_by_receipt ON work_order (received_at, id);
CREATE INDEX order_by_serial ON work_order (serial_no) WHERE serial_no IS NOT NULL;
CREATE INDEX order_return_of ON work_order (return_of_id) WHERE return_of_id IS NOT NULL;
CREATE INDEX order_return_of_first ON work_order (first_order_id) WHERE first_order_id IS NOT NULL;
CREATE INDEX order_return_period ON work_order (return_period) WHERE return_period IS NOT NULL;
CREATE INDEX order_unfinished ON work_order (received_at, id) WHERE completed_at IS NULL;
CREATE INDEX ix_survey_order_id ON survey (order_id);
CREATE INDEX survey_by_period ON survey (period, answered_at);
CREATE INDEX unmatched_survey_by_period ON unmatched_survey (period);
CREATE INDEX complaint_by_lower_name ON complaint (lower(customer_name));
CREATE INDEX complaint_by_lower_no ON complaint (lower(complaint_no));
CREATE INDEX complaint_by_lower_phone ON complaint (lower(customer_phone));
CREATE INDEX complaint_by_period ON complaint (period);
CREATE INDEX complaint_open ON complaint (next_due_at, id) WHERE next_due_at IS NOT NULL;
CREATE INDEX ix_complaint_order_id ON complaint (order_id);
CREATE INDEX ix_complaint_received_at ON complaint (received_at);
CREATE INDEX ix_milestone_event_complaint_id ON milestone_event (complaint_id);
CREATE INDEX ix_complaint_round_first_id ON complaint_round (first_id);
CREATE INDEX ix_complaint_pause_complaint_id ON complaint_pause (complaint_id);
CREATE INDEX ix_complaint_handover_complaint_id ON complaint_handover (complaint_id);
CREATE INDEX ix_validity_step_complaint_id ON validity_step (complaint_id);
CREATE INDEX ix_certificate_period ON certificate (period);
CREATE INDEX ix_month_step_period ON month_step (period);
CREATE INDEX card_by_employee ON card (employee_id, revision_id);
CREATE UNIQUE INDEX measure_figure_in_force ON measure_figure (period, measure, COALESCE(employee_id, 0), COALESCE(team, '')) WHERE replaced_at IS NULL;
CREATE INDEX ix_rating_period ON rating (period);
CREATE UNIQUE INDEX rating_in_force ON rating (employee_id, item, on_date) WHERE withdrawn_at IS NULL;
CREATE INDEX ix_conduct_record_period ON conduct_record (period);
CREATE UNIQUE INDEX exclusion_in_force ON exclusion (kind, fact_id) WHERE restored_at IS NULL;
CREATE INDEX ix_adjustment_employee_id ON adjustment (employee_id);
CREATE INDEX ix_adjustment_period ON adjustment (period);
CREATE INDEX ix_snapshot_return_order_id ON snapshot_return (order_id);
CREATE INDEX ix_snapshot_charge_back_order_id ON snapshot_charge_back (order_id);
CREATE INDEX ix_card_receipt_revision_id ON card_receipt (revision_id);
CREATE INDEX appeal_waiting ON appeal (state, due_at) WHERE state <> 'closed';
CREATE INDEX ix_appeal_employee_id ON appeal (employee_id);
CREATE INDEX ix_appeal_period ON appeal (period);
CREATE INDEX ix_appeal_step_appeal_id ON appeal_step (appeal_id);
CREATE INDEX ix_sample_revision_id ON sample (revision_id);
CREATE INDEX ix_sample_finding_sample_id ON sample_finding (sample_id);
CREATE INDEX ix_sign_off_revision_id ON sign_off (revision_id);
CREATE UNIQUE INDEX pay_input_in_force ON pay_input (period, name, COALESCE(employee_id, 0)) WHERE replaced_at IS NULL;
CREATE TRIGGER result_frozen_insert BEFORE INSERT ON result WHEN (SELECT state FROM month_revision WHERE id = NEW.revision_id) = 'frozen' BEGIN SELECT RAISE(ROLLBACK, 'frozen month'); END;
CREATE TRIGGER result_frozen_update BEFORE UPDATE ON result WHEN (SELECT state FROM month_revision WHERE id = OLD.revision_id) = 'frozen' OR (SELECT state FROM month_revision WHERE id = NEW.revision_id) = 'frozen' BEGIN SELECT RAISE(ROLLBACK, 'frozen month'); END;
CREATE TRIGGER result_frozen_delete BEFORE DELETE ON result WHEN (SELECT state FROM month_revision WHERE id = OLD.revision_id) = 'frozen' BEGIN SELECT RAISE(ROLLBACK, 'frozen month'); END;
CREATE TRIGGER card_frozen_insert BEFORE INSERT ON card WHEN (SELECT state FROM month_revision WHERE id = NEW.revision_id) = 'frozen' BEGIN SELECT RAISE(ROLLBACK, 'frozen month'); END;
CREATE TRIGGER card_frozen_update BEFORE UPDATE ON card WHEN (SELECT state FROM month_revision WHERE id = OLD.revision_id) = 'frozen' OR (SELECT state FROM month_revision WHERE id = NEW.revision_id) = 'frozen' BEGIN SELECT RAISE(ROLLBACK, 'frozen month'); END;
CREATE TRIGGER card_frozen_delete BEFORE DELETE ON card WHEN (SELECT state FROM month_revision WHERE id = OLD.revision_id) = 'frozen' BEGIN SELECT RAISE(ROLLBACK, 'frozen month'); END;
CREATE TRIGGER snapshot_person_frozen_insert BEFORE INSERT ON snapshot_person WHEN (SELECT state FROM month_revision WHERE id = NEW.revision_id) = 'frozen' BEGIN SELECT RAISE(ROLLBACK, 'frozen month'); END;
CREATE TRIGGER snapshot_person_frozen_update BEFORE UPDATE ON snapshot_person WHEN (SELECT state FROM month_revision WHERE id = OLD.revision_id) = 'frozen' OR (SELECT state FROM month_revision WHERE id = NEW.revision_id) = 'frozen' BEGIN SELECT RAISE(ROLLBACK, 'frozen month'); END;
CREATE TRIGGER snapshot_person_frozen_delete BEFORE DELETE ON snapshot_person WHEN (SELECT state FROM month_revision WHERE id = OLD.revision_id) = 'frozen' BEGIN SELECT RAISE(ROLLBACK, 'frozen month'); END;
CREATE TRIGGER snapshot_order_frozen_insert BEFORE INSERT ON snapshot_order WHEN (SELECT state FROM month_revision WHERE id = NEW.revision_id) = 'frozen' BEGIN SELECT RAISE(ROLLBACK, 'frozen month'); END;
CREATE TRIGGER snapshot_order_frozen_update BEFORE UPDATE ON snapshot_order WHEN (SELECT state FROM month_revision WHERE id = OLD.revision_id) = 'frozen' OR (SELECT state FROM month_revision WHERE id = NEW.revision_id) = 'frozen' BEGIN SELECT RAISE(ROLLBACK, 'frozen month'); END;
CREATE TRIGGER snapshot_order_frozen_delete BEFORE DELETE ON snapshot_order WHEN (SELECT state FROM month_revision WHERE id = OLD.revision_id) = 'frozen' BEGIN SELECT RAISE(ROLLBACK, 'frozen month'); END;
CREATE TRIGGER snapshot_return_frozen_insert BEFORE INSERT ON snapshot_return WHEN (SELECT state FROM month_revision WHERE id = NEW.revision_id) = 'frozen' BEGIN SELECT RAISE(ROLLBACK, 'frozen month'); END;
CREATE TRIGGER snapshot_return_frozen_update BEFORE UPDATE ON snapshot_return WHEN (SELECT state FROM month_revision WHERE id = OLD.revision_id) = 'frozen' OR (SELECT state FROM month_revision WHERE id = NEW.revision_id) = 'frozen' BEGIN SELECT RAISE(ROLLBACK, 'frozen month'); END;
CREATE TRIGGER snapshot_return_frozen_delete BEFORE DELETE ON snapshot_return WHEN (SELECT state FROM month_revision WHERE id = OLD.revision_id) = 'frozen' BEGIN SELECT RAISE(ROLLBACK, 'frozen month'); END;
CREATE TRIGGER snapshot_charge_back_frozen_insert BEFORE INSERT ON snapshot_charge_back WHEN (SELECT state FROM month_revision WHERE id = NEW.revision_id) = 'frozen' BEGIN SELECT RAISE(ROLLBACK, 'frozen month'); END;
CREATE TRIGGER snapshot_charge_back_frozen_update BEFORE UPDATE ON snapshot_charge_back WHEN (SELECT state FROM month_revision WHERE id = OLD.revision_id) = 'frozen' OR (SELECT state FROM month_revision WHERE id = NEW.revision_id) = 'frozen' BEGIN SELECT RAISE(ROLLBACK, 'frozen month'); END;
CREATE TRIGGER snapshot_charge_back_frozen_delete BEFORE DELETE ON snapshot_charge_back WHEN (SELECT state FROM month_revision WHERE id = OLD.revision_id) = 'frozen' BEGIN SELECT RAISE(ROLLBACK, 'frozen month'); END;
CREATE TRIGGER snapshot_survey_frozen_insert BEFORE INSERT ON snapshot_survey WHEN (SELECT state FROM month_revision WHERE id = NEW.revision_id) = 'frozen' BEGIN SELECT RAISE(ROLLBACK, 'frozen month'); END;
CREATE TRIGGER snapshot_survey_frozen_update BEFORE UPDATE ON snapshot_survey WHEN (SELECT state FROM month_revision WHERE id = OLD.revision_id) = 'frozen' OR (SELECT state FROM month_revision WHERE id = NEW.revision_id) = 'frozen' BEGIN SELECT RAISE(ROLLBACK, 'frozen month'); END;
CREATE TRIGGER snapshot_survey_frozen_delete BEFORE DELETE ON snapshot_survey WHEN (SELECT state FROM month_revision WHERE id = OLD.revision_id) = 'frozen' BEGIN SELECT RAISE(ROLLBACK, 'frozen month'); END;
CREATE TRIGGER snapshot_complaint_frozen_insert BEFORE INSERT ON snapshot_complaint WHEN (SELECT state FROM month_revision WHERE id = NEW.revision_id) = 'frozen' BEGIN SELECT RAISE(ROLLBACK, 'frozen month'); END;
CREATE TRIGGER snapshot_complaint_frozen_update BEFORE UPDATE ON snapshot_complaint WHEN (SELECT state FROM month_revision WHERE id = OLD.revision_id) = 'frozen' OR (SELECT state FROM month_revision WHERE id = NEW.revision_id) = 'frozen' BEGIN SELECT RAISE(ROLLBACK, 'frozen month'); END;
CREATE TRIGGER snapshot_complaint_frozen_delete BEFORE DELETE ON snapshot_complaint WHEN (SELECT state FROM month_revision WHERE id = OLD.revision_id) = 'frozen' BEGIN SELECT RAISE(ROLLBACK, 'frozen month'); END;
CREATE TRIGGER snapshot_exclusion_frozen_insert BEFORE INSERT ON snapshot_exclusion WHEN (SELECT state FROM month_revision WHERE id = NEW.revision_id) = 'frozen' BEGIN SELECT RAISE(ROLLBACK, 'frozen month'); END;
CREATE TRIGGER snapshot_exclusion_frozen_update BEFORE UPDATE ON snapshot_exclusion WHEN (SELECT state FROM month_revision WHERE id = OLD.revision_id) = 'frozen' OR (SELECT state FROM month_revision WHERE id = NEW.revision_id) = 'frozen' BEGIN SELECT RAISE(ROLLBACK, 'frozen month'); END;
CREATE TRIGGER snapshot_exclusion_frozen_delete BEFORE DELETE ON snapshot_exclusion WHEN (SELECT state FROM month_revision WHERE id = OLD.revision_id) = 'frozen' BEGIN SELECT RAISE(ROLLBACK, 'frozen month'); END;
CREATE TRIGGER snapshot_adjustment_frozen_insert BEFORE INSERT ON snapshot_adjustment WHEN (SELECT state FROM month_revision WHERE id = NEW.revision_id) = 'frozen' BEGIN SELECT RAISE(ROLLBACK, 'frozen month'); END;
CREATE TRIGGER snapshot_adjustment_frozen_update BEFORE UPDATE ON snapshot_adjustment WHEN (SELECT state FROM month_revision WHERE id = OLD.revision_id) = 'frozen' OR (SELECT state FROM month_revision WHERE id = NEW.revision_id) = 'frozen' BEGIN SELECT RAISE(ROLLBACK, 'frozen month'); END;
CREATE TRIGGER snapshot_adjustment_frozen_delete BEFORE DELETE ON snapshot_adjustment WHEN (SELECT state FROM month_revision WHERE id = OLD.revision_id) = 'frozen' BEGIN SELECT RAISE(ROLLBACK, 'frozen month'); END;
CREATE TRIGGER snapshot_entered_frozen_insert BEFORE INSERT ON snapshot_entered WHEN (SELECT state FROM month_revision WHERE id = NEW.revision_id) = 'frozen' BEGIN SELECT RAISE(ROLLBACK, 'frozen month'); END;
CREATE TRIGGER snapshot_entered_frozen_update BEFORE UPDATE ON snapshot_entered WHEN (SELECT state FROM month_revision WHERE id = OLD.revision_id) = 'frozen' OR (SELECT state FROM month_revision WHERE id = NEW.revision_id) = 'frozen' BEGIN SELECT RAISE(ROLLBACK, 'frozen month'); END;
CREATE TRIGGER snapshot_entered_frozen_delete BEFORE DELETE ON snapshot_entered WHEN (SELECT state FROM month_revision WHERE id = OLD.revision_id) = 'frozen' BEGIN SELECT RAISE(ROLLBACK, 'frozen month'); END;
CREATE TRIGGER team_result_frozen_insert BEFORE INSERT ON team_result WHEN (SELECT state FROM month_revision WHERE id = NEW.revision_id) = 'frozen' BEGIN SELECT RAISE(ROLLBACK, 'frozen month'); END;
CREATE TRIGGER team_result_frozen_update BEFORE UPDATE ON team_result WHEN (SELECT state FROM month_revision WHERE id = OLD.revision_id) = 'frozen' OR (SELECT state FROM month_revision WHERE id = NEW.revision_id) = 'frozen' BEGIN SELECT RAISE(ROLLBACK, 'frozen month'); END;
CREATE TRIGGER team_result_frozen_delete BEFORE DELETE ON team_result WHEN (SELECT state FROM month_revision WHERE id = OLD.revision_id) = 'frozen' BEGIN SELECT RAISE(ROLLBACK, 'frozen month'); END;
CREATE TRIGGER team_card_frozen_insert BEFORE INSERT ON team_card WHEN (SELECT state FROM month_revision WHERE id = NEW.revision_id) = 'frozen' BEGIN SELECT RAISE(ROLLBACK, 'frozen month'); END;
CREATE TRIGGER team_card_frozen_update BEFORE UPDATE ON team_card WHEN (SELECT state FROM month_revision WHERE id = OLD.revision_id) = 'frozen' OR (SELECT state FROM month_revision WHERE id = NEW.revision_id) = 'frozen' BEGIN SELECT RAISE(ROLLBACK, 'frozen month'); END;
CREATE TRIGGER team_card_frozen_delete BEFORE DELETE ON team_card WHEN (SELECT state FROM month_revision WHERE id = OLD.revision_id) = 'frozen' BEGIN SELECT RAISE(ROLLBACK, 'frozen month'); END;
CREATE TRIGGER month_revision_frozen_insert BEFORE INSERT ON month_revision WHEN EXISTS (SELECT 1 FROM month_revision WHERE state = 'frozen' AND (id = NEW.id OR (period = NEW.period AND number = NEW.number))) BEGIN SELECT RAISE(ROLLBACK, 'frozen month'); END;
CREATE TRIGGER month_frozen_insert BEFORE INSERT ON month WHEN EXISTS (SELECT 1 FROM month WHERE state = 'frozen' AND period = NEW.period) BEGIN SELECT RAISE(ROLLBACK, 'frozen month'); END;
CREATE TRIGGER scheme_version_fixed_insert BEFORE INSERT ON scheme_version WHEN EXISTS (SELECT 1 FROM scheme_version WHERE id = NEW.id OR (scheme_id = NEW.scheme_id AND digest = NEW.digest)) BEGIN SELECT RAISE(ROLLBACK, 'scheme versions are never changed'); END;
CREATE TRIGGER month_seal_fixed_insert BEFORE INSERT ON month_seal WHEN EXISTS (SELECT 1 FROM month_seal WHERE revision_id = NEW.revision_id AND relation = NEW.relation) BEGIN SELECT RAISE(ROLLBACK, 'seals are never changed'); END;
CREATE TRIGGER certificate_fixed_insert BEFORE INSERT ON certificate WHEN EXISTS (SELECT 1 FROM certificate WHERE revision_id = NEW.revision_id AND digest IS NOT NULL) BEGIN SELECT RAISE(ROLLBACK, 'certificates are never changed'); END;
CREATE TRIGGER certificate_fixed_update BEFORE UPDATE ON certificate WHEN OLD.digest IS NOT NULL BEGIN SELECT RAISE(ROLLBACK, 'certificates are never changed'); END;
CREATE TRIGGER month_seal_fixed_update BEFORE UPDATE ON month_seal BEGIN SELECT RAISE(ROLLBACK, 'seals are never changed'); END;
CREATE TRIGGER month_revision_frozen_update BEFORE UPDATE ON month_revision WHEN OLD.state = 'frozen' BEGIN SELECT RAISE(ROLLBACK, 'frozen month'); END;
CREATE TRIGGER scheme_version_fixed_update BEFORE UPDATE ON scheme_version BEGIN SELECT RAISE(ROLLBACK, 'scheme versions are never changed'); END;
CREATE TRIGGER month_step_append_only_update BEFORE UPDATE ON month_step BEGIN SELECT RAISE(ROLLBACK, 'what was done is never changed'); END;
CREATE TRIGGER appeal_step_append_only_update BEFORE UPDATE ON appeal_step BEGIN SELECT RAISE(ROLLBACK, 'what was done is never changed'); END;
CREATE TRIGGER card_receipt_append_only_update BEFORE UPDATE ON card_receipt BEGIN SELECT RAISE(ROLLBACK, 'what was done is never changed'); END;
CREATE TRIGGER carried_row_append_only_update BEFORE UPDATE ON carried_row BEGIN SELECT RAISE(ROLLBACK, 'what was done is never changed'); END;
CREATE TRIGGER sample_append_only_update BEFORE UPDATE ON sample BEGIN SELECT RAISE(ROLLBACK, 'what was done is never changed'); END;
CREATE TRIGGER sample_row_append_only_update BEFORE UPDATE ON sample_row BEGIN SELECT RAISE(ROLLBACK, 'what was done is never changed'); END;
CREATE TRIGGER sample_finding_append_only_update BEFORE UPDATE ON sample_finding BEGIN SELECT RAISE(ROLLBACK, 'what was done is never changed'); END;
CREATE TRIGGER sign_off_append_only_update BEFORE UPDATE ON sign_off BEGIN SELECT RAISE(ROLLBACK, 'what was done is never changed'); END;
CREATE TRIGGER scheme_choice_append_only_update BEFORE UPDATE ON scheme_choice BEGIN SELECT RAISE(ROLLBACK, 'what was done is never changed'); END;
CREATE TRIGGER pay_settlement_append_only_update BEFORE UPDATE ON pay_settlement BEGIN SELECT RAISE(ROLLBACK, 'what was done is never changed'); END;
CREATE TRIGGER pay_sheet_append_only_update BEFORE UPDATE ON pay_sheet BEGIN SELECT RAISE(ROLLBACK, 'what was done is never changed'); END;
CREATE TRIGGER audit_entry_append_only_update BEFORE UPDATE ON audit_entry BEGIN SELECT RAISE(ROLLBACK, 'the audit trail is append-only'); END;
CREATE TRIGGER certificate_fixed_delete BEFORE DELETE ON certificate WHEN OLD.digest IS NOT NULL BEGIN SELECT RAISE(ROLLBACK, 'certificates are never changed'); END;
CREATE TRIGGER month_seal_fixed_delete BEFORE DELETE ON month_seal BEGIN SELECT RAISE(ROLLBACK, 'seals are never changed'); END;
CREATE TRIGGER month_revision_frozen_delete BEFORE DELETE ON month_revision WHEN OLD.state = 'frozen' BEGIN SELECT RAISE(ROLLBACK, 'frozen month'); END;
CREATE TRIGGER scheme_version_fixed_delete BEFORE DELETE ON scheme_version BEGIN SELECT RAISE(ROLLBACK, 'scheme versions are never changed'); END;
CREATE TRIGGER month_step_append_only_delete BEFORE DELETE ON month_step BEGIN SELECT RAISE(ROLLBACK, 'what was done is never changed'); END;
CREATE TRIGGER appeal_step_append_only_delete BEFORE DELETE ON appeal_step BEGIN SELECT RAISE(ROLLBACK, 'what was done is never changed'); END;
CREATE TRIGGER card_receipt_append_only_delete BEFORE DELETE ON card_receipt BEGIN SELECT RAISE(ROLLBACK, 'what was done is never changed'); END;
CREATE TRIGGER carried_row_append_only_delete BEFORE DELETE ON carried_row BEGIN SELECT RAISE(ROLLBACK, 'what was done is never changed'); END;
CREATE TRIGGER sample_append_only_delete BEFORE DELETE ON sample BEGIN SELECT RAISE(ROLLBACK, 'what was done is never changed'); END;
CREATE TRIGGER sample_row_append_only_delete BEFORE DELETE ON sample_row BEGIN SELECT RAISE(ROLLBACK, 'what was done is never changed'); END;
CREATE TRIGGER sample_finding_append_only_delete BEFORE DELETE ON sample_finding BEGIN SELECT RAISE(ROLLBACK, 'what was done is never changed'); END;
CREATE TRIGGER sign_off_append_only_delete BEFORE DELETE ON sign_off BEGIN SELECT RAISE(ROLLBACK, 'what was done is never changed'); END;
CREATE TRIGGER scheme_choice_append_only_delete BEFORE DELETE ON scheme_choice BEGIN SELECT RAISE(ROLLBACK, 'what was done is never changed'); END;
CREATE TRIGGER pay_settlement_append_only_delete BEFORE DELETE ON pay_settlement BEGIN SELECT RAISE(ROLLBACK, 'what was done is never changed'); END;
CREATE TRIGGER pay_sheet_append_only_delete BEFORE DELETE ON pay_sheet BEGIN SELECT RAISE(ROLLBACK, 'what was done is never changed'); END;
CREATE TRIGGER audit_entry_append_only_delete BEFORE DELETE ON audit_entry BEGIN SELECT RAISE(ROLLBACK, 'the audit trail is append-only'); END;
CREATE TRIGGER month_frozen_delete BEFORE DELETE ON month WHEN OLD.state = 'frozen' BEGIN SELECT RAISE(ROLLBACK, 'frozen month'); END;
CREATE TRIGGER month_frozen_update BEFORE UPDATE ON month WHEN OLD.state = 'frozen' AND NOT (NEW.state = 'frozen' AND NEW.period = OLD.period AND EXISTS (SELECT 1 FROM month_revision r JOIN month_revision o ON o.id = OLD.revision_id WHERE r.id = NEW.revision_id AND r.period = OLD.period AND r.state = 'frozen' AND r.number > o.number)) BEGIN SELECT RAISE(ROLLBACK, 'frozen month'); END;
CREATE TRIGGER exclusion_taken_back_once BEFORE UPDATE ON exclusion WHEN OLD.restored_at IS NOT NULL OR NEW.restored_at IS NULL OR NOT (NEW.id IS OLD.id AND NEW.kind IS OLD.kind AND NEW.fact_id IS OLD.fact_id AND NEW.reason IS OLD.reason AND NEW.evidence IS OLD.evidence AND NEW.at IS OLD.at AND NEW.user_id IS OLD.user_id AND NEW.account IS OLD.account) BEGIN SELECT RAISE(ROLLBACK, 'what was done is never changed'); END;
CREATE TRIGGER exclusion_stays BEFORE DELETE ON exclusion BEGIN SELECT RAISE(ROLLBACK, 'what was done is never changed'); END;
CREATE TRIGGER adjustment_taken_back_once BEFORE UPDATE ON adjustment WHEN OLD.withdrawn_at IS NOT NULL OR NEW.withdrawn_at IS NULL OR NOT (NEW.id IS OLD.id AND NEW.period IS OLD.period AND NEW.employee_id IS OLD.employee_id AND NEW.line IS OLD.line AND NEW.points IS OLD.points AND NEW.reason IS OLD.reason AND NEW.evidence IS OLD.evidence AND NEW.at IS OLD.at AND NEW.user_id IS OLD.user_id AND NEW.account IS OLD.account) BEGIN SELECT RAISE(ROLLBACK, 'what was done is never changed'); END;
CREATE TRIGGER adjustment_stays BEFORE DELETE ON adjustment BEGIN SELECT RAISE(ROLLBACK, 'what was done is never changed'); END;
CREATE TRIGGER measure_figure_taken_back_once BEFORE UPDATE ON measure_figure WHEN OLD.replaced_at IS NOT NULL OR NEW.replaced_at IS NULL OR NOT (NEW.id IS OLD.id AND NEW.period IS OLD.period AND NEW.employee_id IS OLD.employee_id AND NEW.team IS OLD.team AND NEW.measure IS OLD.measure AND NEW.numerator IS OLD.numerator AND NEW.denominator IS OLD.denominator AND NEW.n IS OLD.n AND NEW.at IS OLD.at AND NEW.user_id IS OLD.user_id AND NEW.account IS OLD.account) BEGIN SELECT RAISE(ROLLBACK, 'what was done is never changed'); END;
CREATE TRIGGER measure_figure_stays BEFORE DELETE ON measure_figure BEGIN SELECT RAISE(ROLLBACK, 'what was done is never changed'); END;
CREATE TRIGGER pay_input_taken_back_once BEFORE UPDATE ON pay_input WHEN OLD.replaced_at IS NOT NULL OR NEW.replaced_at IS NULL OR NOT (NEW.id IS OLD.id AND NEW.period IS OLD.period AND NEW.employee_id IS OLD.employee_id AND NEW.name IS OLD.name AND NEW.amount IS OLD.amount AND NEW.at IS OLD.at AND NEW.user_id IS OLD.user_id AND NEW.account IS OLD.account) BEGIN SELECT RAISE(ROLLBACK, 'what was done is never changed'); END;
CREATE TRIGGER pay_input_stays BEFORE DELETE ON pay_input BEGIN SELECT RAISE(ROLLBACK, 'what was done is never changed'); END;
CREATE TRIGGER rating_taken_back_once BEFORE UPDATE ON rating WHEN OLD.withdrawn_at IS NOT NULL OR NEW.withdrawn_at IS NULL OR NOT (NEW.id IS OLD.id AND NEW.on_date IS OLD.on_date AND NEW.period IS OLD.period AND NEW.employee_id IS OLD.employee_id AND NEW.item IS OLD.item AND NEW.score IS OLD.score AND NEW.rated_by_id IS OLD.rated_by_id AND NEW.at IS OLD.at AND NEW.user_id IS OLD.user_id AND NEW.account IS OLD.account) BEGIN SELECT RAISE(ROLLBACK, 'what was done is never changed'); END;
CREATE TRIGGER rating_stays BEFORE DELETE ON rating BEGIN SELECT RAISE(ROLLBACK, 'what was done is never changed'); END;
CREATE TRIGGER conduct_record_taken_back_once BEFORE UPDATE ON conduct_record WHEN OLD.withdrawn_at IS NOT NULL OR NEW.withdrawn_at IS NULL OR NOT (NEW.id IS OLD.id AND NEW.on_date IS OLD.on_date AND NEW.period IS OLD.period AND NEW.employee_id IS OLD.employee_id AND NEW.code IS OLD.code AND NEW.points IS OLD.points AND NEW.note IS OLD.note AND NEW.case_no IS OLD.case_no AND NEW.at IS OLD.at AND NEW.user_id IS OLD.user_id AND NEW.account IS OLD.account) BEGIN SELECT RAISE(ROLLBACK, 'what was done is never changed'); END;
CREATE TRIGGER conduct_record_stays BEFORE DELETE ON conduct_record BEGIN SELECT RAISE(ROLLBACK, 'what was done is never changed'); END;
CREATE TRIGGER month_step_no_replacement BEFORE INSERT ON month_step WHEN EXISTS (SELECT 1 FROM month_step WHERE id = NEW.id) BEGIN SELECT RAISE(ROLLBACK, 'what was done is never changed'); END;
CREATE TRIGGER appeal_step_no_replacement BEFORE INSERT ON appeal_step WHEN EXISTS (SELECT 1 FROM appeal_step WHERE id = NEW.id) BEGIN SELECT RAISE(ROLLBACK, 'what was done is never changed'); END;
CREATE TRIGGER card_receipt_no_replacement BEFORE INSERT ON card_receipt WHEN EXISTS (SELECT 1 FROM card_receipt WHERE id = NEW.id) BEGIN SELECT RAISE(ROLLBACK, 'what was done is never changed'); END;
CREATE TRIGGER carried_row_no_replacement BEFORE INSERT ON carried_row WHEN EXISTS (SELECT 1 FROM carried_row WHERE revision_id = NEW.revision_id AND kind = NEW.kind AND fact_id = NEW.fact_id) BEGIN SELECT RAISE(ROLLBACK, 'what was done is never changed'); END;
CREATE TRIGGER sample_no_replacement BEFORE INSERT ON sample WHEN EXISTS (SELECT 1 FROM sample WHERE id = NEW.id) BEGIN SELECT RAISE(ROLLBACK, 'what was done is never changed'); END;
CREATE TRIGGER sample_row_no_replacement BEFORE INSERT ON sample_row WHEN EXISTS (SELECT 1 FROM sample_row WHERE sample_id = NEW.sample_id AND position = NEW.position) BEGIN SELECT RAISE(ROLLBACK, 'what was done is never changed'); END;
CREATE TRIGGER sample_finding_no_replacement BEFORE INSERT ON sample_finding WHEN EXISTS (SELECT 1 FROM sample_finding WHERE id = NEW.id) BEGIN SELECT RAISE(ROLLBACK, 'what was done is never changed'); END;
CREATE TRIGGER sign_off_no_replacement BEFORE INSERT ON sign_off WHEN EXISTS (SELECT 1 FROM sign_off WHERE id = NEW.id) BEGIN SELECT RAISE(ROLLBACK, 'what was done is never changed'); END;
CREATE TRIGGER scheme_choice_no_replacement BEFORE INSERT ON scheme_choice WHEN EXISTS (SELECT 1 FROM scheme_choice WHERE id = NEW.id) BEGIN SELECT RAISE(ROLLBACK, 'what was done is never changed'); END;
CREATE TRIGGER pay_settlement_no_replacement BEFORE INSERT ON pay_settlement WHEN EXISTS (SELECT 1 FROM pay_settlement WHERE id = NEW.id) BEGIN SELECT RAISE(ROLLBACK, 'what was done is never changed'); END;
CREATE TRIGGER pay_sheet_no_replacement BEFORE INSERT ON pay_sheet WHEN EXISTS (SELECT 1 FROM pay_sheet WHERE settlement_id = NEW.settlement_id AND employee_id = NEW.employee_id) BEGIN SELECT RAISE(ROLLBACK, 'what was done is never changed'); END;
CREATE TRIGGER exclusion_no_replacement BEFORE INSERT ON exclusion WHEN EXISTS (SELECT 1 FROM exclusion WHERE id = NEW.id) BEGIN SELECT RAISE(ROLLBACK, 'what was done is never changed'); END;
CREATE TRIGGER adjustment_no_replacement BEFORE INSERT ON adjustment WHEN EXISTS (SELECT 1 FROM adjustment WHERE id = NEW.id) BEGIN SELECT RAISE(ROLLBACK, 'what was done is never changed'); END;
CREATE TRIGGER measure_figure_no_replacement BEFORE INSERT ON measure_figure WHEN EXISTS (SELECT 1 FROM measure_figure WHERE id = NEW.id) BEGIN SELECT RAISE(ROLLBACK, 'what was done is never changed'); END;
CREATE TRIGGER pay_input_no_replacement BEFORE INSERT ON pay_input WHEN EXISTS (SELECT 1 FROM pay_input WHERE id = NEW.id) BEGIN SELECT RAISE(ROLLBACK, 'what was done is never changed'); END;
CREATE TRIGGER rating_no_replacement BEFORE INSERT ON rating WHEN EXISTS (SELECT 1 FROM rating WHERE id = NEW.id) BEGIN SELECT RAISE(ROLLBACK, 'what was done is never changed'); END;
CREATE TRIGGER conduct_record_no_replacement BEFORE INSERT ON conduct_record WHEN EXISTS (SELECT 1 FROM conduct_record WHERE id = NEW.id) BEGIN SELECT RAISE(ROLLBACK, 'what was done is never changed'); END;
CREATE TRIGGER audit_entry_without_gaps BEFORE INSERT ON audit_entry WHEN NEW.seq <> (SELECT COALESCE(MAX(seq), 0) + 1 FROM audit_entry) BEGIN SELECT RAISE(ROLLBACK, 'audit entries are numbered without gaps'); END;
COMMIT;
